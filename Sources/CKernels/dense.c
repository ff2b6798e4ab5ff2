// Convolution as a product of matrices, filters × taps by taps × pixels, for layers of many filters:
// the taps of a panel of neighbouring pixels are packed next to each other, padding as zeros, and
// every filter then streams over the panel while it is in the first cache. Pixels are numbered
// through the rows, so that small maps fill the panels too.
//
// Where large dilation puts many taps on padding, the filter is reordered by taps, and a tap that
// has no data in a panel is left out.

#include <stdlib.h>

#include "kernels.h"

enum { panel_taps = 256 };

struct dense {
  const struct product *product;
  struct tile tile;
  ptrdiff_t pixels, panels, parts, taps;      // parts of the filters, each a job of its own
  ptrdiff_t block_channels, block_taps;       // packed at a time
  const float *weights;
  bool by_taps;                               // weights (taps, filters, channels)
};

/// Where one tap of eight neighbouring pixels is in the input's plane.
struct octet {
  enum { padding, evenly, apart } kind;
  ptrdiff_t first;                              // evenly: `stride` elements from one to the next
  ptrdiff_t places[lane_count];                 // apart: each by itself, some on padding
  int on_data[lane_count];                      // all bits or none
};

/// Locates a tap of eight pixels, the first at an output's row y and column x.
INLINED void locate(const struct product *p, ptrdiff_t y, ptrdiff_t x, ptrdiff_t tap_row,
                    ptrdiff_t tap_column, struct octet *octet) {
  const struct axis *rows = &p->rows, *columns = &p->columns;
  const ptrdiff_t first = columns->offsets[tap_column], stride = columns->stride;
  ptrdiff_t row = y * rows->stride + rows->offsets[tap_row];
  ptrdiff_t column = x * stride + first, last = column + (lane_count - 1) * stride;
  octet->first = row * columns->length + column;
  octet->kind = evenly;
  if (y < rows->count && x + lane_count <= columns->count && row >= 0 && row < rows->length &&
      column >= 0 && last < columns->length)
    return;

  octet->kind = padding;
  for (int i = 0; i < lane_count; i++) {
    bool on_data = y < rows->count && row >= 0 && row < rows->length && column >= 0 &&
                   column < columns->length;
    if (on_data) octet->kind = apart;
    octet->on_data[i] = on_data ? -1 : 0;
    octet->places[i] = on_data ? row * columns->length + column : 0;
    column += stride;
    if (++x < columns->count) continue;
    x = 0;
    y++;
    row += rows->stride;
    column = first;
  }
}

INLINED void pack_octet(const float *plane, const struct octet *octet, ptrdiff_t stride,
                        float *packed) {
  lanes values = {};
  if (octet->kind == evenly) {
    const float *source = plane + octet->first;
    values = *(const lanes *)source;
    if (stride == 2)  // not beyond the eighth: the second half overlaps the first
      values = __builtin_shufflevector(values, *(const lanes *)(source + 7), 0, 2, 4, 6, 9, 11, 13,
                                       15);
    else if (stride != 1)
      for (int i = 0; i < lane_count; i++) values[i] = source[i * stride];
  } else if (octet->kind == apart) {
    for (int i = 0; i < lane_count; i++) values[i] = plane[octet->places[i]];
    values = (lanes)((lane_bits)values & *(const lane_bits *)octet->on_data);
  }
  *(lanes *)packed = values;
}

/// Packs the located octets of each channel.
VECTORIZED static void pack(const struct product *p, const struct octet *octets, ptrdiff_t count,
                            const float *plane, ptrdiff_t channels, float *packed) {
  const ptrdiff_t plane_step = p->rows.length * p->columns.length, stride = p->columns.stride;
  for (ptrdiff_t c = 0; c < channels; c++, plane += plane_step)
    for (ptrdiff_t i = 0; i < count; i++, packed += lane_count)
      pack_octet(plane, &octets[i], stride, packed);
}

/// Locates the taps `tap ..< end` of a panel; false when all of them are padding.
static bool locate_panel(const struct dense *dense, ptrdiff_t first, ptrdiff_t tap, ptrdiff_t end,
                         struct octet *octets) {
  const ptrdiff_t width = dense->product->columns.count, kernel = dense->product->columns.taps;
  const ptrdiff_t octets_a_tap = dense->tile.pixels / lane_count;
  bool any = false;
  for (ptrdiff_t i = 0; i < octets_a_tap; i++, first += lane_count) {
    ptrdiff_t y = first / width, x = first % width;
    ptrdiff_t tap_row = tap / kernel, tap_column = tap % kernel;
    for (ptrdiff_t t = tap; t < end; t++) {
      struct octet *octet = &octets[(t - tap) * octets_a_tap + i];
      locate(dense->product, y, x, tap_row, tap_column, octet);
      any |= octet->kind != padding;
      if (++tap_column < kernel) continue;
      tap_column = 0;
      tap_row++;
    }
  }
  return any;
}

/// Adds up the taps of a panel: sums[filter][pixel].
static void add_panel(const struct dense *dense, const struct group *group, ptrdiff_t first_filter,
                      ptrdiff_t filters, ptrdiff_t first, float *sums, float *packed,
                      struct octet *octets) {
  const struct product *p = dense->product;
  const ptrdiff_t plane = p->rows.length * p->columns.length, width = dense->tile.pixels;
  ptrdiff_t located = -1;
  bool any = false;
  for (ptrdiff_t f = 0; f < filters; f++)
    fill_row(sums + f * width, width, p->bias ? p->bias[first_filter + f] : 0);
  for (ptrdiff_t c = 0; c < p->channels; c += dense->block_channels)
    for (ptrdiff_t t = 0; t < dense->taps; t += dense->block_taps) {
      ptrdiff_t channels = smaller(dense->block_channels, p->channels - c);
      ptrdiff_t end = smaller(t + dense->block_taps, dense->taps);
      if (located != t) any = locate_panel(dense, first, t, end, octets);
      located = t;
      if (!any) continue;
      pack(p, octets, (end - t) * width / lane_count, group->input + c * plane, channels, packed);
      ptrdiff_t step = dense->by_taps ? p->channels : p->channels * dense->taps;
      ptrdiff_t place = dense->by_taps
                            ? (t * p->groups * p->filters + first_filter) * p->channels + c
                            : first_filter * step + c * dense->taps + t;
      dense->tile.add(packed, dense->weights + place, step, channels * (end - t), sums, width,
                      filters);
    }
}

/// Puts a panel's sums where its pixels are in the output.
static void put_panel(const struct product *p, ptrdiff_t filters, ptrdiff_t first, ptrdiff_t count,
                      const float *sums, ptrdiff_t sum_step, float *output) {
  while (count > 0) {
    ptrdiff_t y = first / p->columns.count, x = first % p->columns.count;
    ptrdiff_t run = smaller(count, p->columns.count - x);
    if (p->output_column == 1 && p->output_row == p->columns.count) run = count;
    float *place = output + y * p->output_row + x * p->output_column;
    for (ptrdiff_t f = 0; f < filters; f++)
      put_row(sums + f * sum_step, run, place + f * p->output_plane, p->output_column);
    first += run;
    sums += run;
    count -= run;
  }
}

/// One panel of the pixels of one group of one image, for a part of its filters.
static void convolve_panel(const void *context, ptrdiff_t job, void *scratch) {
  const struct dense *dense = context;
  const struct product *p = dense->product;
  ptrdiff_t panel = job % dense->panels, rest = job / dense->panels;
  ptrdiff_t part = rest % dense->parts;
  rest /= dense->parts;
  struct group group = group_of(p, rest);
  ptrdiff_t share = quotient_up(group.end_filter - group.first_filter, dense->parts);
  ptrdiff_t first_filter = group.first_filter + part * share;
  ptrdiff_t filters = smaller(share, group.end_filter - first_filter);
  if (filters <= 0) return;

  const ptrdiff_t width = dense->tile.pixels, first = panel * width;
  float *sums = scratch, *packed = sums + p->filters * width;
  struct octet *octets = (struct octet *)(packed + panel_taps * width);
  add_panel(dense, &group, first_filter, filters, first, sums, packed, octets);
  put_panel(p, filters, first, smaller(width, dense->pixels - first), sums, width,
            group.output + (first_filter - group.first_filter) * p->output_plane);
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

/// The filter as (taps, filters, channels); null when memory is short.
static float *reordered(const struct product *p, ptrdiff_t taps) {
  ptrdiff_t filters = p->groups * p->filters;
  float *weights = malloc((size_t)(filters * p->channels * taps) * sizeof *weights);
  for (ptrdiff_t f = 0; weights && f < filters; f++)
    for (ptrdiff_t c = 0; c < p->channels; c++)
      for (ptrdiff_t t = 0; t < taps; t++)
        weights[(t * filters + f) * p->channels + c] = p->filter[(f * p->channels + c) * taps + t];
  return weights;
}

bool convolve_dense(const struct product *p) {
  struct dense dense = {.product = p, .tile = best_tile(), .weights = p->filter};
  dense.pixels = p->rows.count * p->columns.count;
  dense.panels = quotient_up(dense.pixels, dense.tile.pixels);
  dense.taps = p->rows.taps * p->columns.taps;
  dense.parts = dense.panels < 16 * p->threads ? p->threads : 1;
  // Reordering costs a weight as much as some sixty multiply-adds.
  double saved = padding_share(&p->rows) * (double)(dense.pixels * p->images);
  dense.by_taps = p->channels >= 32 && saved > 60;
  float *weights = dense.by_taps ? reordered(p, dense.taps) : NULL;
  if (dense.by_taps && !weights) return false;
  if (weights) dense.weights = weights;

  ptrdiff_t most = dense.by_taps ? panel_taps : larger(1, panel_taps / larger(1, dense.taps));
  dense.block_channels = quotient_up(p->channels, quotient_up(p->channels, most));
  dense.block_taps = dense.by_taps ? 1 : smaller(larger(1, dense.taps), panel_taps);
  ptrdiff_t octets = dense.block_taps * dense.tile.pixels / lane_count;
  size_t scratch = (size_t)((panel_taps + p->filters) * dense.tile.pixels) * sizeof(float) +
                   (size_t)octets * sizeof(struct octet);
  bool done = run_jobs(convolve_panel, &dense,
                       p->images * group_count(p) * dense.parts * dense.panels, p->threads, scratch);
  free(weights);
  return done;
}
