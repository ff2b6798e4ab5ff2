// Averages and norms under a window. The sum is separable: the rows under a window are added up
// first, whole vectors at a time, then the columns of that one row, laid out so that the windows of
// neighbouring outputs are neighbours.

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

enum { slack = 3 * wide_count };  // read, but not used, when sums are laid out

struct averages {
  struct axis rows, columns;
  struct layout layout;
  ptrdiff_t output_height, first_row, band, bands;
  const float *row_divisors, *column_divisors, *input;
  float power, scale, *output;  // power 0: an average
};

/// Adds the values' powers to the sum.
INLINED void add(wide *sum, const float *source, const float power) {
  wide values = *(const wide *)source;
  if (power == 0) *sum += values;
  else if (power == 2) *sum += values * values;
  else if (power == 0.5f)  // as PyTorch: no number for −∞, where powf has ∞
    for (int i = 0; i < wide_count; i++) (*sum)[i] += sqrtf(values[i]);
  else if (power == -0.5f)
    for (int i = 0; i < wide_count; i++) (*sum)[i] += 1 / sqrtf(values[i]);
  else
    for (int i = 0; i < wide_count; i++) (*sum)[i] += powf(values[i], power);
}

/// Where the vector that starts at x must start to lie within a row: further back at its end.
INLINED ptrdiff_t within(ptrdiff_t x, ptrdiff_t width) {
  return width >= wide_count ? smaller(x, width - wide_count) : 0;
}

/// Adds up the window's rows over an input row's whole width; `narrow` is where a row shorter than
/// a vector is copied to.
INLINED void add_rows(const struct averages *a, const float *plane, ptrdiff_t y, const float power,
                      float *narrow, float *sums) {
  const ptrdiff_t width = a->columns.length, top = y * a->rows.stride;
  for (ptrdiff_t x = 0; x < width; x += wide_count) {
    const ptrdiff_t at = within(x, width);
    wide sum = {};
    for (ptrdiff_t t = 0; t < a->rows.taps; t++) {
      ptrdiff_t row = top + a->rows.offsets[t];
      if (row < 0 || row >= a->rows.length) continue;
      const float *source = plane + row * width + at;
      if (width < wide_count) source = memcpy(narrow, source, (size_t)width * sizeof *source);
      add(&sum, source, power);
    }
    *(wide *)(sums + at) = sum;
  }
}

/// Adds up the window's columns, divides, and takes the root.
INLINED void add_columns(const struct averages *a, const float *packed, float divisor,
                         const float power, float *narrow, float *output) {
  const ptrdiff_t count = a->columns.count;
  for (ptrdiff_t x = 0; x < count; x += wide_count) {
    const ptrdiff_t at = within(x, count);
    wide sum = {};
    for (ptrdiff_t t = 0; t < a->columns.taps; t++)
      sum += *(const wide *)(packed + a->layout.starts[t] + at);
    sum /= divisor * *(const wide *)(a->column_divisors + at);
    if (power == 2)
      for (int i = 0; i < wide_count; i++) sum[i] = sqrtf(sum[i] * a->scale);
    else if (power != 0)  // PyTorch's sign(x) · relu(|x|) is x
      for (int i = 0; i < wide_count; i++) sum[i] = powf(sum[i] * a->scale, 1 / power);
    *(wide *)(count < wide_count ? narrow : output + at) = sum;
  }
  if (count < wide_count) memcpy(output, narrow, (size_t)count * sizeof *output);
}

INLINED void average_rows(const struct averages *a, ptrdiff_t plane, ptrdiff_t first, ptrdiff_t end,
                          const float power, float *scratch) {
  const ptrdiff_t width = a->columns.length;
  float *narrow = scratch, *sums = narrow + wide_count, *packed = sums + widened(width) + slack;
  const float *input = a->input + plane * a->rows.length * width;
  float *output =
      a->output + (plane * a->output_height + a->first_row) * a->columns.count;
  for (ptrdiff_t y = first; y < end; y++) {
    add_rows(a, input, y, power, narrow, sums);
    layout_rows(&a->layout, a->columns.stride, sums, 0, 1, packed, 0, packed);
    add_columns(a, packed, a->row_divisors[y], power, narrow, output + y * a->columns.count);
  }
}

VECTORIZED static void average_band(const void *context, ptrdiff_t job, void *scratch) {
  const struct averages *a = context;
  ptrdiff_t plane = job / a->bands, first = job % a->bands * a->band;
  ptrdiff_t end = smaller(first + a->band, a->rows.count);
  if (a->power == 0) average_rows(a, plane, first, end, 0, scratch);
  else if (a->power == 2) average_rows(a, plane, first, end, 2, scratch);
  else average_rows(a, plane, first, end, a->power, scratch);
}

static bool run(const struct ck_pool *window, struct averages a, ptrdiff_t threads) {
  if (!window->planes || !window->rows.count || !window->columns.count) return true;
  enum { band_floats = 1 << 15 };
  ptrdiff_t *rows = axis_offsets(&window->rows), *columns = axis_offsets(&window->columns);
  // The divisors too are read by whole vectors.
  float *divisors = calloc((size_t)widened(window->columns.count), sizeof *divisors);
  a.output_height = window->output_height;
  a.first_row = window->rows.first;
  a.rows = axis_of(&window->rows, rows);
  a.columns = axis_of(&window->columns, columns);
  a.band = larger(1, band_floats / (a.columns.length * a.rows.taps + a.columns.count));
  a.bands = quotient_up(a.rows.count, a.band);
  bool done = rows && columns && divisors && layout_make(&a.layout, &a.columns, a.columns.count);
  if (done) {
    memcpy(divisors, a.column_divisors, (size_t)a.columns.count * sizeof *divisors);
    a.column_divisors = divisors;
    ptrdiff_t floats = 2 * wide_count + widened(a.columns.length) + slack + a.layout.length;
    done = run_jobs(average_band, &a, window->planes * a.bands, threads,
                    (size_t)floats * sizeof(float));
  }
  layout_free(&a.layout);
  free(divisors);
  free(rows);
  free(columns);
  return done;
}

bool ck_pool_average(const struct ck_pool *pool, const float *row_divisors,
                     const float *column_divisors, const float *input, float *output,
                     ptrdiff_t threads) {
  return run(pool,
             (struct averages){.row_divisors = row_divisors,
                               .column_divisors = column_divisors,
                               .input = input,
                               .output = output},
             threads);
}

bool ck_pool_norm(const struct ck_pool *pool, const float *row_divisors,
                  const float *column_divisors, float power, float scale, const float *input,
                  float *output, ptrdiff_t threads) {
  return run(pool,
             (struct averages){.row_divisors = row_divisors,
                               .column_divisors = column_divisors,
                               .power = power,
                               .scale = scale,
                               .input = input,
                               .output = output},
             threads);
}
