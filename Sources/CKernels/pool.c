// Pooling is separable: every input row is reduced under its windows first, then the reduced rows
// are reduced down the columns, so a k × k window costs 2k operations an output, not k².

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

enum reduction { maximum, maximum_with_indices, average, norm };

struct pool {
  enum reduction reduction;
  ptrdiff_t output_height, first_row;
  struct axis rows, columns;
  struct layout row_layout, column_layout;
  ptrdiff_t band, bands, reduced_rows;
  const float *row_divisors, *column_divisors, *input;
  float padding, power, scale, *output;
  int64_t *indices;
};

// A value replaces the best when it is greater or no number, as PyTorch has it: the first maximum
// and the last NaN stay. Taps are numbered by int, for masks as wide as the values.

INLINED bool wins(float value, float best) { return (value > best) | (value != value); }

VECTORIZED static void maximum_across(const struct layout *layout, const struct axis *columns,
                                      const float *packed, float *restrict best) {
  for (ptrdiff_t x = 0; x < columns->count; x++) best[x] = -INFINITY;
  for (ptrdiff_t t = 0; t < columns->taps; t++) {
    const float *restrict tap = packed + layout->starts[t];
    for (ptrdiff_t x = 0; x < columns->count; x++)
      best[x] = wins(tap[x], best[x]) ? tap[x] : best[x];
  }
}

VECTORIZED static void maximum_across_with_taps(const struct layout *layout,
                                                const struct axis *columns, const float *packed,
                                                float *restrict best, int *restrict taps) {
  for (ptrdiff_t x = 0; x < columns->count; x++) best[x] = -INFINITY;
  for (ptrdiff_t t = 0; t < columns->taps; t++) {
    const float *restrict tap = packed + layout->starts[t];
    for (ptrdiff_t x = 0; x < columns->count; x++) {
      bool won = wins(tap[x], best[x]);
      best[x] = won ? tap[x] : best[x];
      taps[x] = won ? (int)t : taps[x];
    }
  }
}

VECTORIZED static void maximum_down(const float *restrict row, ptrdiff_t count,
                                    float *restrict best) {
  for (ptrdiff_t x = 0; x < count; x++)
    best[x] = wins(row[x], best[x]) ? row[x] : best[x];
}

VECTORIZED static void maximum_down_with_taps(const float *restrict row,
                                              const int *restrict row_taps, int t,
                                              ptrdiff_t count, float *restrict best,
                                              int *restrict best_taps, int *restrict best_rows) {
  for (ptrdiff_t x = 0; x < count; x++) {
    bool won = wins(row[x], best[x]);
    best[x] = won ? row[x] : best[x];
    best_taps[x] = won ? row_taps[x] : best_taps[x];
    best_rows[x] = won ? t : best_rows[x];
  }
}

VECTORIZED static void sum_across(const struct layout *layout, const struct axis *columns,
                                  const float *packed, float *restrict sums) {
  for (ptrdiff_t x = 0; x < columns->count; x++) sums[x] = 0;
  for (ptrdiff_t t = 0; t < columns->taps; t++) {
    const float *restrict tap = packed + layout->starts[t];
    for (ptrdiff_t x = 0; x < columns->count; x++) sums[x] += tap[x];
  }
}

VECTORIZED static void sum_down(const float *restrict row, ptrdiff_t count,
                                float *restrict sums) {
  for (ptrdiff_t x = 0; x < count; x++) sums[x] += row[x];
}

VECTORIZED static void divide(float *restrict sums, float rows, const float *restrict columns,
                              ptrdiff_t count) {
  for (ptrdiff_t x = 0; x < count; x++) sums[x] /= rows * columns[x];
}

VECTORIZED static void square(float *restrict row, ptrdiff_t count) {
  for (ptrdiff_t x = 0; x < count; x++) row[x] *= row[x];
}

static void raise_to(float *row, ptrdiff_t count, float power) {
  if (power == 2) return square(row, count);
  for (ptrdiff_t x = 0; x < count; x++) row[x] = powf(row[x], power);
}

VECTORIZED static void scaled_roots(float *restrict row, ptrdiff_t count, float scale) {
  for (ptrdiff_t x = 0; x < count; x++) row[x] = sqrtf(row[x] * scale);
}

static void root(float *row, ptrdiff_t count, float power, float scale) {
  if (power == 2) return scaled_roots(row, count, scale);
  for (ptrdiff_t x = 0; x < count; x++) {
    // PyTorch's sign(x) · relu(|x|) is x.
    row[x] = powf(row[x] * scale, 1 / power);
  }
}

/// The first tap that is not before the input, as PyTorch's loop finds it.
static ptrdiff_t first_tap(const struct axis *axis, ptrdiff_t output) {
  ptrdiff_t t = 0;
  while (t < axis->taps && output * axis->stride + axis->offsets[t] < 0) t++;
  return t;
}

static int64_t coordinate(const struct axis *axis, ptrdiff_t output, ptrdiff_t tap) {
  return output * axis->stride + axis->offsets[smaller(tap, axis->taps - 1)];
}

/// A thread's memory: one laid out row, then the reduced rows of a band and the taps they chose.
struct memory {
  float *packed, *reduced;
  int *first_taps, *taps, *best_taps, *best_rows;
};

static struct memory memory_of(const struct pool *pool, void *scratch) {
  ptrdiff_t count = pool->columns.count;
  struct memory memory = {.packed = scratch};
  memory.reduced = memory.packed + pool->column_layout.length + 16;
  memory.first_taps = (int *)(memory.reduced + pool->reduced_rows * count);
  memory.best_taps = memory.first_taps + count;
  memory.best_rows = memory.best_taps + count;
  memory.taps = memory.best_rows + count;
  return memory;
}

static size_t memory_size(const struct pool *pool) {
  ptrdiff_t count = pool->columns.count, rows = pool->reduced_rows;
  bool indices = pool->reduction == maximum_with_indices;
  return (size_t)(pool->column_layout.length + 16 + rows * count +
                  (indices ? (3 + rows) * count : 0)) * sizeof(float);
}

static void reduce_across(const struct pool *pool, const struct memory *memory, const float *row,
                          const float *end, ptrdiff_t slot) {
  const struct axis *columns = &pool->columns;
  const struct layout *layout = &pool->column_layout;
  float *reduced = memory->reduced + slot * columns->count;
  int *taps = memory->taps + slot * columns->count;
  layout_rows(layout, columns->stride, row, 0, 1, end, pool->padding, memory->packed);
  switch (pool->reduction) {
    case maximum: return maximum_across(layout, columns, memory->packed, reduced);
    case maximum_with_indices:
      memcpy(taps, memory->first_taps, (size_t)columns->count * sizeof *taps);
      return maximum_across_with_taps(layout, columns, memory->packed, reduced, taps);
    case norm: raise_to(memory->packed, layout->length, pool->power); [[fallthrough]];
    case average: return sum_across(layout, columns, memory->packed, reduced);
  }
}

static void maximum_row(const struct pool *pool, const struct memory *memory, ptrdiff_t y,
                        ptrdiff_t band_row, float *output) {
  ptrdiff_t count = pool->columns.count;
  fill_row(output, count, -INFINITY);
  for (ptrdiff_t t = 0; t < pool->rows.taps; t++) {
    int64_t row = coordinate(&pool->rows, y, t);
    if (row < 0 || row >= pool->rows.length) continue;
    maximum_down(memory->reduced + (pool->row_layout.starts[t] + band_row) * count, count, output);
  }
}

static void maximum_row_with_indices(const struct pool *pool, const struct memory *memory,
                                     ptrdiff_t y, ptrdiff_t band_row, float *output,
                                     int64_t *indices) {
  ptrdiff_t count = pool->columns.count;
  ptrdiff_t first_row = first_tap(&pool->rows, y);
  fill_row(output, count, -INFINITY);
  memcpy(memory->best_taps, memory->first_taps, (size_t)count * sizeof(int));
  for (ptrdiff_t x = 0; x < count; x++) memory->best_rows[x] = (int)first_row;
  for (ptrdiff_t t = 0; t < pool->rows.taps; t++) {
    int64_t row = coordinate(&pool->rows, y, t);
    if (row < 0 || row >= pool->rows.length) continue;
    ptrdiff_t slot = (pool->row_layout.starts[t] + band_row) * count;
    maximum_down_with_taps(memory->reduced + slot, memory->taps + slot, (int)t, count, output,
                           memory->best_taps, memory->best_rows);
  }
  for (ptrdiff_t x = 0; x < count; x++)
    indices[x] = coordinate(&pool->rows, y, memory->best_rows[x]) * pool->columns.length +
                 coordinate(&pool->columns, x, memory->best_taps[x]);
}

static void average_row(const struct pool *pool, const struct memory *memory, ptrdiff_t y,
                        ptrdiff_t band_row, float *output) {
  ptrdiff_t count = pool->columns.count;
  fill_row(output, count, 0);
  for (ptrdiff_t t = 0; t < pool->rows.taps; t++) {
    int64_t row = coordinate(&pool->rows, y, t);
    if (row < 0 || row >= pool->rows.length) continue;
    sum_down(memory->reduced + (pool->row_layout.starts[t] + band_row) * count, count, output);
  }
  divide(output, pool->row_divisors[y], pool->column_divisors, count);
  if (pool->reduction == norm) root(output, count, pool->power, pool->scale);
}

/// One band of rows of one plane.
static void pool_band(const void *context, ptrdiff_t job, void *scratch) {
  const struct pool *pool = context;
  const struct axis *rows = &pool->rows, *columns = &pool->columns;
  struct memory memory = memory_of(pool, scratch);
  ptrdiff_t first = job % pool->bands * pool->band, plane = job / pool->bands;
  ptrdiff_t end = smaller(first + pool->band, rows->count);
  const float *input = pool->input + plane * rows->length * columns->length;
  if (pool->reduction == maximum_with_indices)
    for (ptrdiff_t x = 0; x < columns->count; x++)
      memory.first_taps[x] = (int)first_tap(columns, x);

  for (ptrdiff_t r = 0; r < pool->row_layout.run_count; r++) {
    const struct run *run = &pool->row_layout.runs[r];
    for (ptrdiff_t i = 0; i < run->count; i++) {
      ptrdiff_t row = run->source + (first + i) * rows->stride;
      if (row >= 0 && row < rows->length)
        reduce_across(pool, &memory, input + row * columns->length,
                      input + rows->length * columns->length, run->slot + i);
    }
  }
  for (ptrdiff_t y = first; y < end; y++) {
    ptrdiff_t place = (plane * pool->output_height + pool->first_row + y) * columns->count;
    float *output = pool->output + place;
    switch (pool->reduction) {
      case maximum: maximum_row(pool, &memory, y, y - first, output); break;
      case maximum_with_indices:
        maximum_row_with_indices(pool, &memory, y, y - first, output, pool->indices + place);
        break;
      case average:
      case norm: average_row(pool, &memory, y, y - first, output); break;
    }
  }
}

/// Bands whose reduced rows take at most 32 KB.
static bool plan(struct pool *pool) {
  enum { band_floats = 1 << 13 };
  if (!layout_make(&pool->column_layout, &pool->columns, pool->columns.count)) return false;
  pool->band = pool->rows.count;
  for (;;) {
    if (!layout_make(&pool->row_layout, &pool->rows, pool->band)) return false;
    pool->reduced_rows = pool->row_layout.length;
    if (pool->band == 1 || pool->reduced_rows * pool->columns.count <= band_floats) break;
    layout_free(&pool->row_layout);
    pool->band = (pool->band + 1) / 2;
  }
  pool->bands = quotient_up(pool->rows.count, pool->band);
  return true;
}

static bool run_pool(const struct ck_pool *window, struct pool pool, ptrdiff_t threads) {
  if (!window->planes || !window->rows.count || !window->columns.count) return true;
  ptrdiff_t *rows = axis_offsets(&window->rows), *columns = axis_offsets(&window->columns);
  pool.output_height = window->output_height;
  pool.first_row = window->rows.first;
  pool.rows = axis_of(&window->rows, rows);
  pool.columns = axis_of(&window->columns, columns);
  bool done = rows && columns && plan(&pool) &&
              run_jobs(pool_band, &pool, window->planes * pool.bands, threads, memory_size(&pool));
  layout_free(&pool.row_layout);
  layout_free(&pool.column_layout);
  free(rows);
  free(columns);
  return done;
}

bool ck_pool_maximum(const struct ck_pool *pool, const float *input, float *output,
                     int64_t *indices, ptrdiff_t threads) {
  return run_pool(pool,
                  (struct pool){.reduction = indices ? maximum_with_indices : maximum,
                                .padding = -INFINITY,
                                .input = input,
                                .output = output,
                                .indices = indices},
                  threads);
}

bool ck_pool_average(const struct ck_pool *pool, const float *row_divisors,
                     const float *column_divisors, const float *input, float *output,
                     ptrdiff_t threads) {
  return run_pool(pool,
                  (struct pool){.reduction = average,
                                .row_divisors = row_divisors,
                                .column_divisors = column_divisors,
                                .input = input,
                                .output = output},
                  threads);
}

bool ck_pool_norm(const struct ck_pool *pool, const float *row_divisors,
                  const float *column_divisors, float power, float scale, const float *input,
                  float *output, ptrdiff_t threads) {
  // What adds nothing to the sum of the powers.
  return run_pool(pool,
                  (struct pool){.reduction = norm,
                                .padding = power < 0 ? INFINITY : 0,
                                .row_divisors = row_divisors,
                                .column_divisors = column_divisors,
                                .power = power,
                                .scale = scale,
                                .input = input,
                                .output = output},
                  threads);
}
