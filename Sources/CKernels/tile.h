// The body of the register tile, included once for each level with LEVEL(name), TARGET, and the
// tile's size: ROWS filters by VECTORS vectors of WIDTH pixels.

typedef float LEVEL(vector) __attribute__((vector_size(4 * WIDTH), aligned(4), may_alias));

/// sums[filter][pixel] += Σ weights[filter][tap] · panel[tap][pixel].
INLINED void LEVEL(tile)(const float *restrict panel, const float *restrict weights,
                         ptrdiff_t weight_step, ptrdiff_t taps, float *restrict sums,
                         ptrdiff_t sum_step, const int rows) {
  LEVEL(vector) tile[ROWS][VECTORS];
  for (int f = 0; f < rows; f++)
    for (int v = 0; v < VECTORS; v++)
      tile[f][v] = *(LEVEL(vector) *)(sums + f * sum_step + v * WIDTH);
  for (ptrdiff_t t = 0; t < taps; t++)
    for (int f = 0; f < rows; f++)
      for (int v = 0; v < VECTORS; v++)
        tile[f][v] += weights[f * weight_step + t] *
                      *(const LEVEL(vector) *)(panel + (t * VECTORS + v) * WIDTH);
  for (int f = 0; f < rows; f++)
    for (int v = 0; v < VECTORS; v++)
      *(LEVEL(vector) *)(sums + f * sum_step + v * WIDTH) = tile[f][v];
}

TARGET static void LEVEL(add)(const float *panel, const float *weights, ptrdiff_t weight_step,
                              ptrdiff_t taps, float *sums, ptrdiff_t sum_step,
                              ptrdiff_t filters) {
  for (; filters >= ROWS; filters -= ROWS) {
    LEVEL(tile)(panel, weights, weight_step, taps, sums, sum_step, ROWS);
    weights += ROWS * weight_step;
    sums += ROWS * sum_step;
  }
  for (; filters >= 2; filters -= 2) {
    LEVEL(tile)(panel, weights, weight_step, taps, sums, sum_step, 2);
    weights += 2 * weight_step;
    sums += 2 * sum_step;
  }
  if (filters) LEVEL(tile)(panel, weights, weight_step, taps, sums, sum_step, 1);
}

#undef LEVEL
#undef TARGET
#undef ROWS
#undef VECTORS
#undef WIDTH
