// Strips of outputs straight from the laid out input, included once for each level as tile.h is.
// Where rows end within a vector, the last vectors of a row overlap those before them.

/// Puts vectors in a row with `left` places: whole where there is room, or the elements that fit.
INLINED void LEVEL(put)(const LEVEL(vector) *sums, const int vectors, ptrdiff_t left,
                        ptrdiff_t room, float *output, ptrdiff_t step) {
  if (step == 1 && room >= vectors * WIDTH) {
    for (int v = 0; v < vectors; v++) *(LEVEL(vector) *)(output + v * WIDTH) = sums[v];
    return;
  }
  float edge[4 * WIDTH];
  for (int v = 0; v < vectors; v++) *(LEVEL(vector) *)(edge + v * WIDTH) = sums[v];
  put_row(edge, smaller(left, vectors * WIDTH), output, step);
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

/// Adds one channel's `taps` rows of taps that lie `apart` like the outputs do: of each column of
/// taps, what several outputs read is loaded once.
INLINED void LEVEL(add_bundle)(const struct strips *s, const float *source, ptrdiff_t first,
                               const float *weights, LEVEL(vector) sums[four][most_vectors],
                               const int taps, const int vectors, ptrdiff_t last) {
  const ptrdiff_t step = s->apart * s->pitch, row_step = s->bundles * s->row_taps;
  for (ptrdiff_t tap = first; tap < first + s->row_taps; tap++) {
    const float *place = source + s->sources[tap];
    for (int row = 0; row < four + taps - 1; row++, place += step)
      for (int v = 0; v < vectors; v++) {
        LEVEL(vector) values =
            *(const LEVEL(vector) *)(place + (v < vectors - 1 ? v * WIDTH : last));
        for (int i = 0; i < four; i++)
          if (row >= i && row < i + taps)
            sums[i][v] += weights[tap + (row - i) * row_step] * values;
      }
  }
}

/// Puts four rows of sums; a vector may go beyond its row only where the next is not there yet.
INLINED void LEVEL(put_four)(const struct strips *s, ptrdiff_t filter, ptrdiff_t y, ptrdiff_t x,
                             const LEVEL(vector) sums[four][most_vectors], const int vectors,
                             ptrdiff_t last) {
  const ptrdiff_t left = s->columns - x, step = s->apart * s->output_row;
  const ptrdiff_t later = s->rows - 1 - y - (four - 1) * s->apart;
  const bool ordered = s->apart == 1 && s->output_row == s->columns;
  float *output = s->output + filter * s->output_plane + y * s->output_row + x * s->output_column;
  if (s->output_column == 1 && left + (ordered ? later * s->columns : 0) >= last + WIDTH) {
    for (int i = 0; i < four; i++)
      for (int v = 0; v < vectors; v++)
        *(LEVEL(vector) *)(output + i * step + (v < vectors - 1 ? v * WIDTH : last)) = sums[i][v];
    return;
  }
  float edge[four][most_vectors * WIDTH];
  for (int i = 0; i < four; i++)
    for (int v = 0; v < vectors; v++)
      *(LEVEL(vector) *)(edge[i] + (v < vectors - 1 ? v * WIDTH : last)) = sums[i][v];
  for (int i = 0; i < four; i++)
    put_row(edge[i], smaller(left, last + WIDTH), output + i * step, s->output_column);
}

/// Four rows of outputs, `apart` from each other, from column x on; the last of the vectors starts
/// at `last`, which may be within the one before.
INLINED void LEVEL(four_rows)(const struct strips *s, ptrdiff_t filter, ptrdiff_t y, ptrdiff_t x,
                              const int vectors, ptrdiff_t last) {
  LEVEL(vector) sums[four][most_vectors];
  for (int i = 0; i < four; i++)
    for (int v = 0; v < vectors; v++) sums[i][v] = s->bias[filter] - (LEVEL(vector)){};
  const float *source = s->source + y * s->pitch + x;
  const float *weights = s->weights + filter * s->weight_step;
  for (ptrdiff_t t = 0; t < s->taps; t += s->column_taps * s->row_taps)
    for (ptrdiff_t b = 0; b < s->bundles; b++) {
      const ptrdiff_t first = t + b * s->row_taps;
      switch (s->most_taps - (b >= s->full)) {
        case 1: LEVEL(add_bundle)(s, source, first, weights, sums, 1, vectors, last); break;
        case 2: LEVEL(add_bundle)(s, source, first, weights, sums, 2, vectors, last); break;
        case 3: LEVEL(add_bundle)(s, source, first, weights, sums, 3, vectors, last); break;
        case 4: LEVEL(add_bundle)(s, source, first, weights, sums, 4, vectors, last); break;
        case 5: LEVEL(add_bundle)(s, source, first, weights, sums, 5, vectors, last); break;
        case 6: LEVEL(add_bundle)(s, source, first, weights, sums, 6, vectors, last); break;
        default: LEVEL(add_bundle)(s, source, first, weights, sums, most_bundled, vectors, last);
      }
    }
  LEVEL(put_four)(s, filter, y, x, sums, vectors, last);
}

INLINED void LEVEL(one_filter)(const struct strips *s, ptrdiff_t filter) {
  ptrdiff_t y = 0, block = four * s->apart;
  for (; s->apart && y + block <= s->rows; y += block)
    for (ptrdiff_t i = y; i < y + s->apart; i++) {
      ptrdiff_t x = 0, left = s->columns;
      for (; left > 3 * WIDTH; x += 2 * WIDTH, left -= 2 * WIDTH)
        LEVEL(four_rows)(s, filter, i, x, 2, WIDTH);
      if (left > 2 * WIDTH) LEVEL(four_rows)(s, filter, i, x, 3, left - WIDTH);
      else if (left > WIDTH) LEVEL(four_rows)(s, filter, i, x, 2, left - WIDTH);
      else LEVEL(four_rows)(s, filter, i, x, 1, 0);
    }
  LEVEL(strips)(s, filter, y, 1);
}

TARGET static void LEVEL(add_strips)(const struct strips *s) {
  ptrdiff_t filter = 0;
  for (; s->filters - filter >= 4; filter += 4) LEVEL(strips)(s, filter, 0, 4);
  for (; s->filters - filter >= 2; filter += 2) LEVEL(strips)(s, filter, 0, 2);
  if (filter < s->filters) LEVEL(one_filter)(s, filter);
}
