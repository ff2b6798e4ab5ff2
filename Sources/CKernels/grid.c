// The input of a band of output rows, laid out in rows and columns, so that every tap of
// neighbouring outputs is contiguous: output (y, x) of the band reads tap t at
// taps[t] + y · pitch + x.

#include <stdlib.h>

#include "kernels.h"

static ptrdiff_t common_divisor(ptrdiff_t a, ptrdiff_t b) {
  return b ? common_divisor(b, a % b) : a;
}

static void find_bundles(struct grid *grid, const struct axis *rows) {
  const ptrdiff_t dilation = rows->taps > 1 ? rows->offsets[1] - rows->offsets[0] : 1;
  const ptrdiff_t divisor = common_divisor(rows->stride, dilation), *starts = grid->rows.starts;
  grid->bundles = smaller(rows->stride / divisor, larger(1, rows->taps));
  grid->apart = dilation / divisor;
  for (ptrdiff_t t = 0; t + grid->bundles < rows->taps; t++)
    if (starts[t + grid->bundles] - starts[t] != grid->apart) grid->apart = 0;
}

bool grid_make(struct grid *grid, const struct axis *rows, const struct axis *columns,
               ptrdiff_t band, ptrdiff_t most) {
  *grid = (struct grid){.band = larger(1, smaller(band, rows->count))};
  if (!layout_make(&grid->columns, columns, columns->count)) return false;
  grid->pitch = grid->columns.length;
  for (;;) {
    if (!layout_make(&grid->rows, rows, grid->band)) return false;
    grid->plane = grid->rows.length * grid->pitch;
    if (grid->band == 1 || grid->plane <= most) break;
    layout_free(&grid->rows);
    grid->band = (grid->band + 1) / 2;
  }
  grid->bands = quotient_up(rows->count, grid->band);
  ptrdiff_t taps = rows->taps * columns->taps;
  grid->taps = malloc((size_t)larger(1, taps) * sizeof *grid->taps);
  for (ptrdiff_t t = 0; grid->taps && t < taps; t++)
    grid->taps[t] = grid->rows.starts[t / columns->taps] * grid->pitch +
                    grid->columns.starts[t % columns->taps];
  find_bundles(grid, rows);
  return grid->taps;
}

void grid_free(struct grid *grid) {
  layout_free(&grid->rows);
  layout_free(&grid->columns);
  free(grid->taps);
}

void grid_fill(const struct grid *grid, const struct axis *rows, const struct axis *columns,
               const float *plane, ptrdiff_t first_row, float padding, float *packed) {
  const float *end = plane + rows->length * columns->length;
  for (ptrdiff_t r = 0; r < grid->rows.run_count; r++) {
    struct run run = grid->rows.runs[r];
    run.source += first_row * rows->stride;
    clip(&run, rows);
    float *slots = packed + run.slot * grid->pitch;
    fill_row(slots, run.first * grid->pitch, padding);
    layout_rows(&grid->columns, columns->stride,
                plane + (run.source + run.first * rows->stride) * columns->length,
                rows->stride * columns->length, run.end - run.first, end, padding,
                slots + run.first * grid->pitch);
    fill_row(slots + run.end * grid->pitch, (run.count - run.end) * grid->pitch, padding);
  }
}
