// Convolution as a product of matrices, filters × taps by taps × pixels, for layers of many
// filters. A band of the input is laid out in the second cache; of it, the taps of a panel of
// neighbouring pixels are packed next to each other in the first, and every filter then streams
// over the panel. Pixels are numbered through the rows, so that small maps fill the panels too.

#include "kernels.h"

enum { panel_taps = 256, overshoot = 64 };

struct dense {
  const struct product *product;
  struct tile tile;
  struct grid grid;
  ptrdiff_t parts;            // of the filters, each a job of its own
  ptrdiff_t chunk;            // channels laid out at a time
  ptrdiff_t taps, kernel;     // places of a channel's kernel, of which the taps are some
  ptrdiff_t sum_step;
};

/// What one job works on: its part of the filters, its rows, and its memory.
struct work {
  ptrdiff_t first_filter, filters, first_row, rows, pixels;
  ptrdiff_t channels, tap_count;
  ptrdiff_t *sources, *places;     // of the taps: in the grid, in a filter
  ptrdiff_t apart[2][panel_taps];  // where packed taps are, in panels of one or more vectors
  float *laid_out, *packed, *sums;
};

/// Packs `pixels` pixels from `first` of the band on, for each tap; writes over by up to a vector,
/// where the next tap then is.
VECTORIZED static void pack(const float *laid_out, ptrdiff_t pitch, ptrdiff_t width,
                            ptrdiff_t first, ptrdiff_t pixels, const ptrdiff_t *sources,
                            ptrdiff_t taps, float *packed, ptrdiff_t packed_step) {
  ptrdiff_t x = first % width;
  const float *start = laid_out + first / width * pitch;
  for (ptrdiff_t t = 0; t < taps; t++, packed += packed_step) {
    const float *run = start + sources[t] + x;
    ptrdiff_t place = 0, end = smaller(pixels, width - x);
    for (;;) {
      for (ptrdiff_t i = place; i < end; i += wide_count)
        *(wide *)(packed + i) = *(const wide *)(run + i - place);
      if (end == pixels) break;
      run += place ? pitch : pitch - x;
      place = end;
      end = smaller(pixels, end + width);
    }
  }
}

/// Where a tap is in the kernel that a filter has for each channel.
static ptrdiff_t place_of(const struct product *p, ptrdiff_t tap) {
  const struct axis *rows = &p->rows, *columns = &p->columns;
  return (rows->first_tap + tap / columns->taps) * columns->kernel + columns->first_tap +
         tap % columns->taps;
}

/// Lists the taps of the channels that are laid out.
static void list_taps(const struct dense *dense, struct work *work, ptrdiff_t channel) {
  work->tap_count = 0;
  for (ptrdiff_t c = 0; c < work->channels; c++)
    for (ptrdiff_t t = 0; t < dense->taps; t++) {
      work->sources[work->tap_count] = c * dense->grid.plane + dense->grid.taps[t];
      work->places[work->tap_count++] = (channel + c) * dense->kernel + place_of(dense->product, t);
    }
}

/// Adds the laid out channels to the sums of all the band's pixels.
static void add_channels(const struct dense *dense, struct work *work, ptrdiff_t channel) {
  const struct product *p = dense->product;
  const struct tile *tile = &dense->tile;
  const ptrdiff_t step = p->channels * dense->kernel, widest = tile->width * tile->vectors;
  const float *weights = p->filter + work->first_filter * step;
  list_taps(dense, work, channel);
  for (ptrdiff_t first = 0; first < work->pixels; first += widest) {
    ptrdiff_t pixels = smaller(widest, work->pixels - first);
    ptrdiff_t vectors = pixels <= tile->width ? 1 : tile->vectors;
    // A panel within one row is as good where it is.
    const ptrdiff_t width = p->columns.count, y = first / width, x = first % width;
    const bool whole = x + pixels <= width;
    const float *start = work->laid_out + y * dense->grid.pitch + x;
    for (ptrdiff_t t = 0; t < work->tap_count; t += panel_taps) {
      const ptrdiff_t taps = smaller(panel_taps, work->tap_count - t);
      const ptrdiff_t *sources = whole ? work->sources + t : work->apart[vectors > 1];
      if (!whole)
        pack(work->laid_out, dense->grid.pitch, width, first, pixels, work->sources + t, taps,
             work->packed, vectors * tile->width);
      tile->add(whole ? start : work->packed, vectors, weights, step, sources, work->places + t,
                taps, work->sums + first, dense->sum_step, work->filters);
    }
  }
}

static void add_all(const struct dense *dense, struct work *work, const float *input) {
  const struct product *p = dense->product;
  const ptrdiff_t plane = p->rows.length * p->columns.length;
  for (ptrdiff_t f = 0; f < work->filters; f++)
    fill_row(work->sums + f * dense->sum_step, work->pixels,
             p->bias ? p->bias[work->first_filter + f] : 0);
  for (ptrdiff_t c = 0; c < p->channels; c += dense->chunk) {
    work->channels = smaller(dense->chunk, p->channels - c);
    for (ptrdiff_t i = 0; i < work->channels; i++)
      grid_fill(&dense->grid, &p->rows, &p->columns, input + (c + i) * plane, work->first_row, 0,
                work->laid_out + i * dense->grid.plane);
    add_channels(dense, work, c);
  }
}

/// One band of rows of one group of one image, for a part of its filters.
static void convolve_band(const void *context, ptrdiff_t job, void *scratch) {
  const struct dense *dense = context;
  const struct product *p = dense->product;
  const struct grid *grid = &dense->grid;
  ptrdiff_t band = job % grid->bands, rest = job / grid->bands, part = rest % dense->parts;
  struct group group = group_of(p, rest / dense->parts);
  ptrdiff_t share = quotient_up(group.end_filter - group.first_filter, dense->parts);
  struct work work = {.first_filter = group.first_filter + part * share,
                      .first_row = band * grid->band};
  work.filters = smaller(share, group.end_filter - work.first_filter);
  if (work.filters <= 0) return;
  work.rows = smaller(grid->band, p->rows.count - work.first_row);
  work.pixels = work.rows * p->columns.count;
  work.sources = scratch;
  work.places = work.sources + dense->chunk * dense->taps;
  work.laid_out = (float *)(work.places + dense->chunk * dense->taps);
  work.packed = work.laid_out + dense->chunk * grid->plane + overshoot;
  work.sums = work.packed + panel_taps * dense->tile.width * dense->tile.vectors + overshoot;

  for (ptrdiff_t t = 0; t < panel_taps; t++) {
    work.apart[0][t] = t * dense->tile.width;
    work.apart[1][t] = t * dense->tile.width * dense->tile.vectors;
  }

  add_all(dense, &work, group.input);
  float *output = group.output + (work.first_filter - group.first_filter) * p->output_plane;
  for (ptrdiff_t f = 0; f < work.filters; f++)
    for (ptrdiff_t y = 0; y < work.rows; y++)
      put_row(work.sums + f * dense->sum_step + y * p->columns.count, p->columns.count,
              output + f * p->output_plane + (work.first_row + y) * p->output_row,
              p->output_column);
}

bool convolve_dense(const struct product *p) {
  enum { sum_floats = 1 << 16, grid_floats = 1 << 13, chunk_floats = 1 << 16 };
  struct dense dense = {.product = p, .tile = best_tile(), .parts = 1};
  dense.taps = p->rows.taps * p->columns.taps;
  dense.kernel = p->rows.kernel * p->columns.kernel;
  ptrdiff_t band = quotient_up(sum_floats, p->filters * p->columns.count);
  ptrdiff_t bands = quotient_up(p->rows.count, band);
  // As many jobs for each thread: more bands, or parts of the filters where there is one band.
  if (bands == 1) dense.parts = p->threads;
  else bands = quotient_up(bands, p->threads) * p->threads;
  bool done = grid_make(&dense.grid, &p->rows, &p->columns,
                        quotient_up(p->rows.count, bands), grid_floats);
  const ptrdiff_t widest = dense.tile.width * dense.tile.vectors;
  dense.sum_step = dense.grid.band * p->columns.count + widest;
  ptrdiff_t channels = larger(1, p->channels);
  ptrdiff_t most = larger(1, smaller(panel_taps / larger(1, dense.taps),
                                     chunk_floats / larger(1, dense.grid.plane)));
  dense.chunk = quotient_up(channels, quotient_up(channels, most));
  size_t floats = (size_t)(dense.chunk * dense.grid.plane + panel_taps * widest +
                           dense.sum_step * p->filters + 3 * overshoot);
  size_t scratch = floats * sizeof(float) +
                   (size_t)(2 * dense.chunk * dense.taps) * sizeof(ptrdiff_t);
  done = done && run_jobs(convolve_band, &dense,
                          p->images * group_count(p) * dense.parts * dense.grid.bands, p->threads,
                          scratch);
  grid_free(&dense.grid);
  return done;
}
