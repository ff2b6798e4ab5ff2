// The body of the register tile, included once for each level with LEVEL(name), TARGET, and the
// tile's size: ROWS filters by VECTORS vectors of WIDTH pixels.

typedef float LEVEL(vector) __attribute__((vector_size(4 * WIDTH), aligned(4), may_alias));

INLINED void LEVEL(tile)(const float *restrict panel, const float *restrict weights,
                         ptrdiff_t weight_step, const ptrdiff_t *restrict sources,
                         const ptrdiff_t *restrict places, ptrdiff_t taps, float *restrict sums,
                         ptrdiff_t sum_step, const int rows,
                         const int vectors) {
  LEVEL(vector) tile[ROWS][VECTORS];
  for (int f = 0; f < rows; f++)
    for (int v = 0; v < vectors; v++)
      tile[f][v] = *(LEVEL(vector) *)(sums + f * sum_step + v * WIDTH);
  for (ptrdiff_t t = 0; t < taps; t++)
    for (int f = 0; f < rows; f++)
      for (int v = 0; v < vectors; v++)
        tile[f][v] += weights[f * weight_step + places[t]] *
                      *(const LEVEL(vector) *)(panel + sources[t] + v * WIDTH);
  for (int f = 0; f < rows; f++)
    for (int v = 0; v < vectors; v++)
      *(LEVEL(vector) *)(sums + f * sum_step + v * WIDTH) = tile[f][v];
}

INLINED void LEVEL(tiles)(const float *panel, const float *weights, ptrdiff_t weight_step,
                          const ptrdiff_t *sources, const ptrdiff_t *places, ptrdiff_t taps,
                          float *sums, ptrdiff_t sum_step, ptrdiff_t filters,
                          const int vectors) {
  for (; filters >= ROWS; filters -= ROWS, weights += ROWS * weight_step, sums += ROWS * sum_step)
    LEVEL(tile)(panel, weights, weight_step, sources, places, taps, sums, sum_step, ROWS, vectors);
  for (; filters >= 2; filters -= 2, weights += 2 * weight_step, sums += 2 * sum_step)
    LEVEL(tile)(panel, weights, weight_step, sources, places, taps, sums, sum_step, 2, vectors);
  if (filters)
    LEVEL(tile)(panel, weights, weight_step, sources, places, taps, sums, sum_step, 1, vectors);
}

TARGET static void LEVEL(add)(const float *panel, ptrdiff_t vectors, const float *weights,
                              ptrdiff_t weight_step, const ptrdiff_t *sources,
                              const ptrdiff_t *places, ptrdiff_t taps,
                              float *sums, ptrdiff_t sum_step, ptrdiff_t filters) {
  if (vectors == 1)
    LEVEL(tiles)(panel, weights, weight_step, sources, places, taps, sums, sum_step, filters, 1);
  else
    LEVEL(tiles)(panel, weights, weight_step, sources, places, taps, sums, sum_step, filters,
                 VECTORS);
}

TARGET static float LEVEL(multiply_add)(ptrdiff_t rounds) {
  LEVEL(vector) sums[ROWS * VECTORS] = {}, factor = 0.5f - (LEVEL(vector)){};
  float total = 0;
  for (ptrdiff_t round = 0; round < rounds; round++)
    for (int i = 0; i < ROWS * VECTORS; i++) sums[i] = sums[i] * factor + factor;
  for (int i = 0; i < ROWS * VECTORS; i++) total += sums[i][0];
  return total;
}
