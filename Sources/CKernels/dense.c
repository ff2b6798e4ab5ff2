// Convolution as a product of matrices, filters × taps by taps × pixels, for layers of many
// filters. A band of the input is laid out in the second cache; of it, the taps of a panel of
// neighbouring pixels are packed next to each other in the first, and every filter then streams over
// the panel. Pixels are numbered through the rows, so that small maps fill the panels too. Where it
// saves something and 0 times any weight is 0, rows of taps that are on padding for a whole panel
// are left out.

#include "kernels.h"

enum { panel_taps = 256, overshoot = 16 };

struct dense {
  const struct product *product;
  struct tile tile;
  struct grid grid;
  ptrdiff_t parts;            // of the filters, each a job of its own
  ptrdiff_t chunk;            // channels laid out at a time
  ptrdiff_t taps, sum_step;
  bool leaves_out;
};

/// What one job works on: its part of the filters, its rows, and its memory.
struct work {
  ptrdiff_t first_filter, filters, first_row, rows, pixels;
  ptrdiff_t channels, first_tap_row, end_tap_row, tap_count;
  ptrdiff_t *sources, *places;  // of the taps kept: in the grid, in a filter
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

/// Lists the channels' taps in the kept rows.
static void list_taps(const struct dense *dense, struct work *work, ptrdiff_t channel) {
  const struct product *p = dense->product;
  ptrdiff_t first = work->first_tap_row * p->columns.taps;
  ptrdiff_t end = work->end_tap_row * p->columns.taps;
  work->tap_count = 0;
  for (ptrdiff_t c = 0; c < work->channels; c++)
    for (ptrdiff_t t = first; t < end; t++) {
      work->sources[work->tap_count] = c * dense->grid.plane + dense->grid.taps[t];
      work->places[work->tap_count++] = (channel + c) * dense->taps + t;
    }
}

/// Keeps the rows of taps that have data in some of the pixels; true when others than before.
static bool keep_rows(const struct dense *dense, struct work *work, ptrdiff_t first,
                      ptrdiff_t pixels) {
  const struct axis *rows = &dense->product->rows;
  const ptrdiff_t width = dense->product->columns.count;
  ptrdiff_t top = (work->first_row + first / width) * rows->stride;
  ptrdiff_t bottom = (work->first_row + (first + pixels - 1) / width) * rows->stride;
  ptrdiff_t start = 0, end = rows->taps;
  while (start < end && bottom + rows->offsets[start] < 0) start++;
  while (start < end && top + rows->offsets[end - 1] >= rows->length) end--;
  bool changed = start != work->first_tap_row || end != work->end_tap_row;
  work->first_tap_row = start;
  work->end_tap_row = end;
  return changed;
}

/// Adds the laid out channels to the sums of all the band's pixels.
static void add_channels(const struct dense *dense, struct work *work, ptrdiff_t channel) {
  const struct product *p = dense->product;
  const struct tile *tile = &dense->tile;
  const ptrdiff_t step = p->channels * dense->taps, widest = tile->width * tile->vectors;
  const float *weights = p->filter + work->first_filter * step;
  list_taps(dense, work, channel);
  for (ptrdiff_t first = 0; first < work->pixels; first += widest) {
    ptrdiff_t pixels = smaller(widest, work->pixels - first);
    ptrdiff_t vectors = pixels <= tile->width ? 1 : tile->vectors;
    if (dense->leaves_out && keep_rows(dense, work, first, pixels))
      list_taps(dense, work, channel);
    for (ptrdiff_t t = 0; t < work->tap_count; t += panel_taps) {
      ptrdiff_t taps = smaller(panel_taps, work->tap_count - t);
      pack(work->laid_out, dense->grid.pitch, p->columns.count, first, pixels, work->sources + t,
           taps, work->packed, vectors * tile->width);
      tile->add(work->packed, vectors, weights, step, work->places + t, taps, work->sums + first,
                dense->sum_step, work->filters);
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
      grid_fill(&dense->grid, p, input + (c + i) * plane, work->first_row,
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
                      .first_row = band * grid->band,
                      .end_tap_row = p->rows.taps};
  work.filters = smaller(share, group.end_filter - work.first_filter);
  if (work.filters <= 0) return;
  work.rows = smaller(grid->band, p->rows.count - work.first_row);
  work.pixels = work.rows * p->columns.count;
  work.sources = scratch;
  work.places = work.sources + dense->chunk * dense->taps;
  work.laid_out = (float *)(work.places + dense->chunk * dense->taps);
  work.packed = work.laid_out + dense->chunk * grid->plane + overshoot;
  work.sums = work.packed + panel_taps * dense->tile.width * dense->tile.vectors + overshoot;

  add_all(dense, &work, group.input);
  float *output = group.output + (work.first_filter - group.first_filter) * p->output_plane;
  for (ptrdiff_t f = 0; f < work.filters; f++)
    for (ptrdiff_t y = 0; y < work.rows; y++)
      put_row(work.sums + f * dense->sum_step + y * p->columns.count, p->columns.count,
              output + f * p->output_plane + (work.first_row + y) * p->output_row,
              p->output_column);
}

/// The share of the outputs' rows and taps' rows that meet on padding.
static double padding_share(const struct axis *rows) {
  ptrdiff_t padding = 0;
  for (ptrdiff_t y = 0; y < rows->count; y++)
    for (ptrdiff_t t = 0; t < rows->taps; t++) {
      ptrdiff_t row = y * rows->stride + rows->offsets[t];
      padding += row < 0 || row >= rows->length;
    }
  return (double)padding / (double)larger(1, rows->count * rows->taps);
}

bool convolve_dense(const struct product *p) {
  enum { sum_floats = 1 << 16, grid_floats = 1 << 13, chunk_floats = 1 << 16 };
  struct dense dense = {.product = p, .tile = best_tile(), .parts = 1};
  dense.taps = p->rows.taps * p->columns.taps;
  ptrdiff_t band = quotient_up(sum_floats, p->filters * p->columns.count);
  ptrdiff_t bands = quotient_up(p->rows.count, band);
  if (bands < p->threads) dense.parts = p->threads;
  bool done = grid_make(&dense.grid, p, quotient_up(p->rows.count, bands), grid_floats);
  const ptrdiff_t widest = dense.tile.width * dense.tile.vectors;
  dense.sum_step = dense.grid.band * p->columns.count + widest;
  double saved = padding_share(&p->rows) * (double)(p->rows.count * p->columns.count * p->images);
  const ptrdiff_t weights = p->channels * dense.taps;
  dense.leaves_out = saved > 60 && all_finite(p->filter + p->first_filter * weights,
                                              p->filter_count * weights);
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
