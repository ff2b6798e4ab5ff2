// Strips of outputs straight from the laid out input, included once for each level as tile.h is.
// Where rows end within a vector, the last vectors of a row overlap those before them.

/// Puts vectors in a row with `left` places: whole where there is room, or the elements that fit.
INLINED void LEVEL(put)(const LEVEL(vector) *sums, const int vectors, ptrdiff_t left,
                        ptrdiff_t room, float *output, ptrdiff_t step) {
  float edge[4 * WIDTH];
  const bool whole = step == 1 && room >= vectors * WIDTH;
  float *to = whole ? output : edge;
  for (int v = 0; v < vectors; v++) *(LEVEL(vector) *)(to + v * WIDTH) = sums[v];
  for (ptrdiff_t i = 0; !whole && i < smaller(left, vectors * WIDTH); i++)
    output[i * step] = edge[i];
}

/// The outputs of `filters` filters from column x of row y on, the vectors side by side or `down`.
INLINED void LEVEL(strip)(const struct strips *s, ptrdiff_t filter, ptrdiff_t y, ptrdiff_t x,
                          const int filters, const int vectors, const bool down) {
  LEVEL(vector) sums[filters][vectors];
  if (x) x = larger(0, smaller(x, s->columns - vectors * WIDTH));
  for (int f = 0; f < filters; f++)
    for (int v = 0; v < vectors; v++) sums[f][v] = s->bias[filter + f] - (LEVEL(vector)){};
  const ptrdiff_t step = down ? s->pitch : WIDTH;
  const float *source = s->source + y * s->pitch + x;
  const float *weights = s->weights + filter * s->weight_step;
  for (ptrdiff_t t = 0; t < s->taps; t++)
    for (int f = 0; f < filters; f++)
      for (int v = 0; v < vectors; v++)
        sums[f][v] += weights[f * s->weight_step + t] *
                      *(const LEVEL(vector) *)(source + s->sources[t] + v * step);

  // Rows come in order: what one writes too much is where the next then is.
  ptrdiff_t left = s->columns - x, next = s->output_row == s->columns ? s->rows - y - 1 : 0;
  float *output = s->output + filter * s->output_plane + y * s->output_row + x * s->output_column;
  for (int f = 0; f < filters; f++, output += s->output_plane)
    if (!down)
      LEVEL(put)(sums[f], vectors, left, left + next * s->columns, output, s->output_column);
    else
      for (int v = 0; v < vectors; v++)
        LEVEL(put)(sums[f] + v, 1, left, left + larger(0, next - v) * s->columns,
                   output + v * s->output_row, s->output_column);
}

INLINED void LEVEL(strips)(const struct strips *s, ptrdiff_t filter, ptrdiff_t y,
                           const int filters) {
  for (; s->columns <= WIDTH && s->rows - y >= 4; y += 4)
    LEVEL(strip)(s, filter, y, 0, filters, 4, true);
  for (; y < s->rows; y++)
    for (ptrdiff_t x = 0; x < s->columns; x += 4 * WIDTH)
      switch (quotient_up(s->columns - x, WIDTH)) {
        case 1: LEVEL(strip)(s, filter, y, x, filters, 1, false); break;
        case 2: LEVEL(strip)(s, filter, y, x, filters, 2, false); break;
        case 3: LEVEL(strip)(s, filter, y, x, filters, 3, false); break;
        default: LEVEL(strip)(s, filter, y, x, filters, 4, false);
      }
}

/// Four rows of outputs, `apart` from each other, of a window of three rows: they read six rows of
/// the input, each loaded once.
INLINED void LEVEL(four_rows)(const struct strips *s, ptrdiff_t filter, ptrdiff_t y, ptrdiff_t x,
                              const int vectors) {
  enum { outputs = 4, kernel = 3 };
  LEVEL(vector) sums[outputs][vectors];
  for (int i = 0; i < outputs; i++)
    for (int v = 0; v < vectors; v++) sums[i][v] = s->bias[filter] - (LEVEL(vector)){};
  const ptrdiff_t width = s->row_taps, step = s->apart * s->pitch;
  const float *weights = s->weights + filter * s->weight_step;
  for (ptrdiff_t t = 0; t < s->taps; t += kernel * width)
    for (ptrdiff_t tap = t; tap < t + width; tap++) {
      const float *source = s->source + y * s->pitch + x + s->sources[tap];
      for (int row = 0; row < outputs + kernel - 1; row++, source += step)
        for (int v = 0; v < vectors; v++) {
          LEVEL(vector) values = *(const LEVEL(vector) *)(source + v * WIDTH);
          for (int i = 0; i < outputs; i++)
            if (row >= i && row < i + kernel)
              sums[i][v] += weights[tap + (row - i) * width] * values;
        }
    }
  float *output = s->output + filter * s->output_plane + y * s->output_row + x * s->output_column;
  for (int i = 0; i < outputs; i++, output += s->apart * s->output_row)
    LEVEL(put)(sums[i], vectors, s->columns - x, s->columns - x, output, s->output_column);
}

INLINED void LEVEL(one_filter)(const struct strips *s, ptrdiff_t filter) {
  ptrdiff_t y = 0, block = 4 * s->apart;
  for (; s->apart && y + block <= s->rows; y += block)
    for (ptrdiff_t i = y; i < y + s->apart; i++)
      for (ptrdiff_t x = 0; x < s->columns; x += 2 * WIDTH)
        if (s->columns - x > WIDTH)
          LEVEL(four_rows)(s, filter, i, larger(0, smaller(x, s->columns - 2 * WIDTH)), 2);
        else LEVEL(four_rows)(s, filter, i, larger(0, smaller(x, s->columns - WIDTH)), 1);
  LEVEL(strips)(s, filter, y, 1);
}

TARGET static void LEVEL(add_strips)(const struct strips *s) {
  ptrdiff_t filter = 0;
  for (; s->filters - filter >= 4; filter += 4) LEVEL(strips)(s, filter, 0, 4);
  for (; s->filters - filter >= 2; filter += 2) LEVEL(strips)(s, filter, 0, 2);
  if (filter < s->filters) LEVEL(one_filter)(s, filter);
}
