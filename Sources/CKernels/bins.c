// Pooling into bins of given rows and columns. A bin of whole rows is one run of elements; planes
// are taken some at a time, since most are small.

#include <math.h>

#include "kernels.h"

enum { planes_at_once = 16 };

struct bins {
  ptrdiff_t planes;
  const struct ck_bins *rows, *columns;
  const float *input;
  float *output;
  int64_t *indices;
};

INLINED float sum_of(const wide *sums) {
  float total = 0;
  typedef float quarter __attribute__((vector_size(16)));
  union {
    wide whole;
    quarter quarters[4];
  } parts = {*sums};
  quarter four = (parts.quarters[0] + parts.quarters[1]) + (parts.quarters[2] + parts.quarters[3]);
  for (int i = 0; i < 4; i++) total += four[i];
  return total;
}

INLINED float sum(const float *elements, ptrdiff_t count) {
  wide first = {}, second = {};
  float total = 0;
  for (; count >= 2 * wide_count; count -= 2 * wide_count, elements += 2 * wide_count) {
    first += *(const wide *)elements;
    second += *(const wide *)(elements + wide_count);
  }
  if (count >= wide_count) {
    first += *(const wide *)elements;
    elements += wide_count;
    count -= wide_count;
  }
  for (; count > 0; count--) total += *elements++;
  first += second;
  return total + sum_of(&first);
}

INLINED void average_plane(const struct bins *bins, ptrdiff_t plane) {
  const struct ck_bins *rows = bins->rows, *columns = bins->columns;
  const float *input = bins->input + plane * rows->length * columns->length;
  float *output = bins->output + (plane * rows->total + rows->first) * columns->count;
  for (ptrdiff_t i = rows->first; i < rows->first + rows->count; i++)
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

INLINED void maximum_plane(const struct bins *bins, ptrdiff_t plane) {
  const struct ck_bins *rows = bins->rows, *columns = bins->columns;
  const float *input = bins->input + plane * rows->length * columns->length;
  ptrdiff_t place = (plane * rows->total + rows->first) * columns->count;
  for (ptrdiff_t i = rows->first; i < rows->first + rows->count; i++)
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

VECTORIZED static void average_planes(const struct bins *bins, ptrdiff_t first, ptrdiff_t end) {
  for (ptrdiff_t plane = first; plane < end; plane++) average_plane(bins, plane);
}

static void average_some(const void *context, ptrdiff_t job, void *scratch) {
  (void)scratch;
  const struct bins *bins = context;
  const ptrdiff_t first = job * planes_at_once;
  average_planes(bins, first, smaller(first + planes_at_once, bins->planes));
}

static void maximum_some(const void *context, ptrdiff_t job, void *scratch) {
  (void)scratch;
  const struct bins *bins = context;
  const ptrdiff_t first = job * planes_at_once, end = first + planes_at_once;
  for (ptrdiff_t plane = first; plane < smaller(end, bins->planes); plane++)
    maximum_plane(bins, plane);
}

bool ck_bins_maximum(ptrdiff_t planes, const struct ck_bins *rows, const struct ck_bins *columns,
                     const float *input, float *output, int64_t *indices, ptrdiff_t threads) {
  struct bins bins = {planes, rows, columns, input, output, indices};
  return run_jobs(maximum_some, &bins, quotient_up(planes, planes_at_once), threads, 0);
}

bool ck_bins_average(ptrdiff_t planes, const struct ck_bins *rows, const struct ck_bins *columns,
                     const float *input, float *output, ptrdiff_t threads) {
  struct bins bins = {planes, rows, columns, input, output, NULL};
  return run_jobs(average_some, &bins, quotient_up(planes, planes_at_once), threads, 0);
}
