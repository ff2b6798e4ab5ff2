// The input of a band of output rows, laid out in rows and columns, so that every tap of
// neighbouring outputs is contiguous: output (y, x) of the band reads tap t at
// taps[t] + y · pitch + x.

#include <stdlib.h>

#include "kernels.h"

bool grid_make(struct grid *grid, const struct product *p, ptrdiff_t band, ptrdiff_t most) {
  *grid = (struct grid){.band = larger(1, smaller(band, p->rows.count))};
  if (!layout_make(&grid->columns, &p->columns, p->columns.count)) return false;
  grid->pitch = grid->columns.length;
  for (;;) {
    if (!layout_make(&grid->rows, &p->rows, grid->band)) return false;
    grid->plane = grid->rows.length * grid->pitch;
    if (grid->band == 1 || grid->plane <= most) break;
    layout_free(&grid->rows);
    grid->band = (grid->band + 1) / 2;
  }
  grid->bands = quotient_up(p->rows.count, grid->band);
  ptrdiff_t taps = p->rows.taps * p->columns.taps;
  grid->taps = malloc((size_t)larger(1, taps) * sizeof *grid->taps);
  for (ptrdiff_t t = 0; grid->taps && t < taps; t++)
    grid->taps[t] = grid->rows.starts[t / p->columns.taps] * grid->pitch +
                    grid->columns.starts[t % p->columns.taps];
  ptrdiff_t rows = p->rows.taps, apart = rows > 1 ? grid->rows.starts[1] : 0;
  for (ptrdiff_t t = 2; t < rows; t++)
    if (grid->rows.starts[t] != t * apart) apart = 0;
  grid->apart = apart;
  return grid->taps;
}

void grid_free(struct grid *grid) {
  layout_free(&grid->rows);
  layout_free(&grid->columns);
  free(grid->taps);
}

void grid_fill(const struct grid *grid, const struct product *p, const float *plane,
               ptrdiff_t first_row, float *packed) {
  const struct axis *rows = &p->rows, *columns = &p->columns;
  const float *end = plane + rows->length * columns->length;
  for (ptrdiff_t r = 0; r < grid->rows.run_count; r++) {
    struct run run = grid->rows.runs[r];
    run.source += first_row * rows->stride;
    clip(&run, rows);
    float *slots = packed + run.slot * grid->pitch;
    fill_row(slots, run.first * grid->pitch, 0);
    layout_rows(&grid->columns, columns->stride,
                plane + (run.source + run.first * rows->stride) * columns->length,
                rows->stride * columns->length, run.end - run.first, end, 0,
                slots + run.first * grid->pitch);
    fill_row(slots + run.end * grid->pitch, (run.count - run.end) * grid->pitch, 0);
  }
}
