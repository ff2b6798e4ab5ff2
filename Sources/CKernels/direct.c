// Convolution for few filters a group (depthwise, gray pictures): a band of the group's input is
// laid out once, and strips of outputs are held in registers while all taps add to them.

#include <stdlib.h>

#include "kernels.h"

enum { overshoot = 128 };

struct direct {
  const struct product *product;
  struct tile tile;
  struct grid grid;
  ptrdiff_t *sources;  // where the taps of all channels are in the laid out band
  const float *bias;
};

/// One band of the outputs of one group of one image.
static void convolve_band(const void *context, ptrdiff_t job, void *scratch) {
  const struct direct *direct = context;
  const struct product *p = direct->product;
  const struct grid *grid = &direct->grid;
  ptrdiff_t first_row = job % grid->bands * grid->band;
  struct group group = group_of(p, job / grid->bands);
  ptrdiff_t plane = p->rows.length * p->columns.length;
  ptrdiff_t taps = p->channels * p->rows.taps * p->columns.taps;
  for (ptrdiff_t c = 0; c < p->channels; c++)
    grid_fill(grid, &p->rows, &p->columns, group.input + c * plane, first_row, 0,
              (float *)scratch + c * grid->plane);
  const ptrdiff_t most_taps = quotient_up(p->rows.taps, grid->bundles);
  direct->tile.add_strips(&(struct strips){
      .source = scratch,
      .pitch = grid->pitch,
      .sources = direct->sources,
      .taps = taps,
      .row_taps = p->columns.taps,
      .column_taps = p->rows.taps,
      .apart = most_taps <= most_bundled ? grid->apart : 0,
      .bundles = grid->bundles,
      .most_taps = most_taps,
      .full = p->rows.taps - (most_taps - 1) * grid->bundles,
      .weights = p->filter + group.first_filter * taps,
      .weight_step = taps,
      .bias = direct->bias + group.first_filter,
      .rows = smaller(grid->band, p->rows.count - first_row),
      .columns = p->columns.count,
      .filters = group.end_filter - group.first_filter,
      .output = group.output + first_row * p->output_row,
      .output_plane = p->output_plane,
      .output_row = p->output_row,
      .output_column = p->output_column,
  });
}

bool convolve_direct(const struct product *p) {
  enum { band_floats = 1 << 15 };
  struct direct direct = {.product = p, .tile = best_tile()};
  ptrdiff_t taps = p->rows.taps * p->columns.taps, channels = larger(1, p->channels);
  bool done = grid_make(&direct.grid, &p->rows, &p->columns, p->rows.count,
                        band_floats / channels);
  float *no_bias = p->bias ? NULL : calloc((size_t)(p->groups * p->filters), sizeof(float));
  direct.bias = p->bias ? p->bias : no_bias;
  direct.sources = malloc((size_t)larger(1, p->channels * taps) * sizeof *direct.sources);
  done = done && direct.bias && direct.sources;
  for (ptrdiff_t c = 0; done && c < p->channels; c++)
    for (ptrdiff_t t = 0; t < taps; t++)
      direct.sources[c * taps + t] = c * direct.grid.plane + direct.grid.taps[t];
  done = done && run_jobs(convolve_band, &direct, p->images * group_count(p) * direct.grid.bands,
                          p->threads,
                          (size_t)(channels * direct.grid.plane + overshoot) * sizeof(float));
  grid_free(&direct.grid);
  free(direct.sources);
  free(no_bias);
  return done;
}
