// The maximum is separable: every input row is reduced under its windows first, then the reduced
// rows are reduced down the columns, so a k × k window costs 2k comparisons an output, not k².

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

struct pool {
  struct axis rows, columns;
  struct grid grid;
  ptrdiff_t output_height, first_row;
  const float *input;
  float *output;
};

/// A value replaces the best when it is greater or no number, as PyTorch has it: the first maximum
/// and the last NaN stay.
INLINED void compare(wide *best, const float *values) {
  const wide value = *(const wide *)values;
  wide_bits won = (value > *best) | (value != value);
  *best = (wide)((won & (wide_bits)value) | (~won & (wide_bits)*best));
}

/// Reduces `rows` laid out rows under the windows of `count` outputs.
VECTORIZED static void reduce_across(const float *laid_out, ptrdiff_t pitch, ptrdiff_t rows,
                                     const ptrdiff_t *starts, ptrdiff_t taps, ptrdiff_t count,
                                     float *reduced) {
  for (; rows > 0; rows--, laid_out += pitch, reduced += widened(count))
    for (ptrdiff_t x = 0; x < count; x += wide_count) {
      wide best = -INFINITY - (wide){};
      for (ptrdiff_t t = 0; t < taps; t++) compare(&best, laid_out + starts[t] + x);
      *(wide *)(reduced + x) = best;
    }
}

/// Reduces the rows from starts[0], starts[1], … on for each of `rows` output rows. What a row's
/// last vector writes too much is where the next row then is; the last rows go by way of `spare`.
VECTORIZED static void reduce_down(const float *reduced, ptrdiff_t rows, const ptrdiff_t *starts,
                                   ptrdiff_t taps, ptrdiff_t count, float *spare, float *output) {
  const ptrdiff_t step = widened(count);
  for (; rows > 0; rows--, reduced += step, output += count) {
    float *row = rows * count >= step ? output : spare;
    for (ptrdiff_t x = 0; x < count; x += wide_count) {
      wide best = -INFINITY - (wide){};
      for (ptrdiff_t t = 0; t < taps; t++) compare(&best, reduced + starts[t] * step + x);
      *(wide *)(row + x) = best;
    }
    if (row == spare) memcpy(output, spare, (size_t)count * sizeof *spare);
  }
}

/// One band of rows of one plane.
static void pool_band(const void *context, ptrdiff_t job, void *scratch) {
  const struct pool *pool = context;
  const struct grid *grid = &pool->grid;
  const ptrdiff_t count = pool->columns.count;
  ptrdiff_t plane = job / grid->bands, first = job % grid->bands * grid->band;
  float *laid_out = scratch, *spare = laid_out + grid->plane + wide_count;
  float *reduced = spare + widened(count);
  grid_fill(grid, &pool->rows, &pool->columns,
            pool->input + plane * pool->rows.length * pool->columns.length, first, -INFINITY,
            laid_out);
  reduce_across(laid_out, grid->pitch, grid->rows.length, grid->columns.starts,
                pool->columns.taps, count, reduced);
  reduce_down(reduced, smaller(grid->band, pool->rows.count - first), grid->rows.starts,
              pool->rows.taps, count, spare,
              pool->output + (plane * pool->output_height + pool->first_row + first) * count);
}

bool ck_pool_maximum(const struct ck_pool *window, const float *input, float *output,
                     ptrdiff_t threads) {
  enum { band_floats = 1 << 12 };
  if (!window->planes || !window->rows.count || !window->columns.count) return true;
  ptrdiff_t *rows = axis_offsets(&window->rows), *columns = axis_offsets(&window->columns);
  struct pool pool = {.rows = axis_of(&window->rows, rows),
                      .columns = axis_of(&window->columns, columns),
                      .output_height = window->output_height,
                      .first_row = window->rows.first,
                      .input = input,
                      .output = output};
  // Bands overlap by a window's rows: three times as many keep that from counting.
  ptrdiff_t extent = 1 + (window->rows.kernel - 1) * window->rows.dilation;
  ptrdiff_t most = larger(band_floats, 3 * extent * window->columns.length);
  bool done = rows && columns &&
              grid_make(&pool.grid, &pool.rows, &pool.columns, pool.rows.count, most);
  ptrdiff_t floats = pool.grid.plane + wide_count +
                     (1 + pool.grid.rows.length) * widened(pool.columns.count);
  done = done && run_jobs(pool_band, &pool, window->planes * pool.grid.bands, threads,
                          (size_t)floats * sizeof(float));
  grid_free(&pool.grid);
  free(rows);
  free(columns);
  return done;
}
