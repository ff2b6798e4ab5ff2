// Pooling into bins of given rows and columns: the rows of a bin are reduced into one, whose columns
// are then reduced. A bin of whole rows is one run of elements.

#include <math.h>

#include "kernels.h"

enum { at_once = 32 };

struct bins {
  const struct ck_bins *rows, *columns;
  const float *input;
  float *output;
  int64_t *indices;
};

VECTORIZED static float sum(const float *restrict elements, ptrdiff_t count) {
  float sums[at_once] = {}, total = 0;
  ptrdiff_t i = 0;
  for (; i + at_once <= count; i += at_once)
    for (int lane = 0; lane < at_once; lane++) sums[lane] += elements[i + lane];
  for (int half = at_once / 2; half >= 4; half /= 2)
    for (int lane = 0; lane < half; lane++) sums[lane] += sums[lane + half];
  for (int lane = 0; lane < 4; lane++) total += sums[lane];
  for (; i < count; i++) total += elements[i];
  return total;
}

static void average_plane(const void *context, ptrdiff_t plane, void *scratch) {
  (void)scratch;
  const struct bins *bins = context;
  const struct ck_bins *rows = bins->rows, *columns = bins->columns;
  const float *input = bins->input + plane * rows->length * columns->length;
  float *output = bins->output + plane * rows->count * columns->count;
  for (ptrdiff_t i = 0; i < rows->count; i++)
    for (ptrdiff_t j = 0; j < columns->count; j++) {
      ptrdiff_t first = columns->starts[j], width = columns->ends[j] - first;
      ptrdiff_t height = rows->ends[i] - rows->starts[i];
      const float *corner = input + rows->starts[i] * columns->length + first;
      float total = 0;
      if (width == columns->length) total = sum(corner, height * width);
      else
        for (ptrdiff_t y = 0; y < height; y++) total += sum(corner + y * columns->length, width);
      *output++ = total / (float)(height * width);
    }
}

static void maximum_plane(const void *context, ptrdiff_t plane, void *scratch) {
  (void)scratch;
  const struct bins *bins = context;
  const struct ck_bins *rows = bins->rows, *columns = bins->columns;
  const float *input = bins->input + plane * rows->length * columns->length;
  ptrdiff_t place = plane * rows->count * columns->count;
  for (ptrdiff_t i = 0; i < rows->count; i++)
    for (ptrdiff_t j = 0; j < columns->count; j++, place++) {
      float best = -INFINITY;
      ptrdiff_t index = rows->starts[i] * columns->length + columns->starts[j];
      for (ptrdiff_t y = rows->starts[i]; y < rows->ends[i]; y++)
        for (ptrdiff_t x = columns->starts[j]; x < columns->ends[j]; x++) {
          float value = input[y * columns->length + x];
          if (!(value > best) && value == value) continue;
          best = value;
          index = y * columns->length + x;
        }
      bins->output[place] = best;
      if (bins->indices) bins->indices[place] = index;
    }
}

bool ck_bins_maximum(ptrdiff_t planes, const struct ck_bins *rows, const struct ck_bins *columns,
                     const float *input, float *output, int64_t *indices, ptrdiff_t threads) {
  struct bins bins = {rows, columns, input, output, indices};
  return run_jobs(maximum_plane, &bins, planes, threads, 0);
}

bool ck_bins_average(ptrdiff_t planes, const struct ck_bins *rows, const struct ck_bins *columns,
                     const float *input, float *output, ptrdiff_t threads) {
  struct bins bins = {rows, columns, input, output, NULL};
  return run_jobs(average_plane, &bins, planes, threads, 0);
}
