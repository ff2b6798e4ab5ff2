// Convolution for few filters a group (depthwise, gray pictures): a band of the group's input is
// laid out once, so that every tap of neighbouring outputs is contiguous; then a strip of outputs
// of up to four filters is held in registers while all taps add to it.

#include <stdlib.h>

#include "kernels.h"

enum { filters_at_once = 4, widest = 32 };

struct direct {
  const struct product *product;
  struct layout rows, columns;
  ptrdiff_t pitch, plane;         // the floats of a laid out row, of a laid out channel
  ptrdiff_t band, bands, chunk;   // output rows, their number, and channels laid out at a time
  ptrdiff_t *taps;                // where the taps are in a laid out channel
};

/// Up to four filters' outputs of one row, and where their inputs and weights are.
struct strip {
  const struct direct *direct;
  const float *source, *weights, *bias;
  ptrdiff_t channels, filters;
  float *output;
};

/// Adds all taps to `vectors` · 8 outputs from column x on.
INLINED void tile(const struct strip *strip, ptrdiff_t x, const int filters, const int vectors) {
  const struct direct *direct = strip->direct;
  const struct product *product = direct->product;
  const ptrdiff_t taps = product->rows.taps * product->columns.taps;
  const ptrdiff_t weight_step = product->channels * taps, step = product->output_column;
  const int width = vectors * lane_count;
  const ptrdiff_t left = smaller(width, product->columns.count - x);
  const bool whole = step == 1 && left == width;
  float *output = strip->output + x * step;
  float edge[filters_at_once][widest];
  lanes sums[filters_at_once][widest / lane_count];

  float *from = whole ? output : edge[0];
  ptrdiff_t from_step = whole ? product->output_plane : widest;
  if (!whole && !strip->bias)
    for (int f = 0; f < filters; f++)
      for (ptrdiff_t i = 0; i < left; i++)
        edge[f][i] = output[f * product->output_plane + i * step];
  for (int f = 0; f < filters; f++)
    for (int v = 0; v < vectors; v++)
      sums[f][v] = strip->bias ? strip->bias[f] - (lanes){}
                               : *(lanes *)(from + f * from_step + v * lane_count);

  const float *weights = strip->weights;
  for (ptrdiff_t c = 0; c < strip->channels; c++) {
    const float *source = strip->source + c * direct->plane + x;
    for (ptrdiff_t t = 0; t < taps; t++, weights++) {
      const float *tap = source + direct->taps[t];
      for (int f = 0; f < filters; f++)
        for (int v = 0; v < vectors; v++)
          sums[f][v] += weights[f * weight_step] * *(const lanes *)(tap + v * lane_count);
    }
  }

  for (int f = 0; f < filters; f++)
    for (int v = 0; v < vectors; v++)
      *(lanes *)(from + f * from_step + v * lane_count) = sums[f][v];
  if (!whole)
    for (int f = 0; f < filters; f++)
      for (ptrdiff_t i = 0; i < left; i++)
        output[f * product->output_plane + i * step] = edge[f][i];
}

INLINED void tiles(const struct strip *strip, const int filters, const int vectors) {
  ptrdiff_t x = 0, count = strip->direct->product->columns.count;
  for (; count - x > 2 * lane_count; x += vectors * lane_count) tile(strip, x, filters, vectors);
  if (count - x > lane_count) tile(strip, x, filters, 2);
  else if (count > x) tile(strip, x, filters, 1);
}

VECTORIZED static void convolve_strip(const struct strip *strip) {
  switch (strip->filters) {
    case 1: return tiles(strip, 1, 4);
    case 2: return tiles(strip, 2, 4);
    case 3: return tiles(strip, 3, 4);
    default: return tiles(strip, 4, 3);
  }
}

/// Lays out the rows that outputs first_row, … of the band read.
static void lay_out(const struct direct *direct, const float *plane, ptrdiff_t first_row,
                    float *packed) {
  const struct axis *rows = &direct->product->rows, *columns = &direct->product->columns;
  for (ptrdiff_t r = 0; r < direct->rows.run_count; r++) {
    const struct run *run = &direct->rows.runs[r];
    for (ptrdiff_t i = 0; i < run->count; i++) {
      ptrdiff_t row = run->source + (first_row + i) * rows->stride;
      float *slots = packed + (run->slot + i) * direct->pitch;
      if (row < 0 || row >= rows->length) fill_row(slots, direct->pitch, 0);
      else
        layout_row(&direct->columns, columns->stride, plane + row * columns->length, 0, slots);
    }
  }
}

/// One band of the outputs of one group of one image.
static void convolve_band(const void *context, ptrdiff_t job, void *scratch) {
  const struct direct *direct = context;
  const struct product *p = direct->product;
  ptrdiff_t first_row = job % direct->bands * direct->band, rest = job / direct->bands;
  ptrdiff_t end_row = smaller(first_row + direct->band, p->rows.count);
  struct group group = group_of(p, rest);
  ptrdiff_t taps = p->rows.taps * p->columns.taps, plane = p->rows.length * p->columns.length;
  const float no_bias[filters_at_once] = {};

  ptrdiff_t channel = 0;
  do {
    ptrdiff_t channels = smaller(direct->chunk, p->channels - channel);
    for (ptrdiff_t c = 0; c < channels; c++)
      lay_out(direct, group.input + (channel + c) * plane, first_row,
              (float *)scratch + c * direct->plane);
    for (ptrdiff_t f = group.first_filter; f < group.end_filter; f += filters_at_once)
      for (ptrdiff_t y = first_row; y < end_row; y++) {
        struct strip strip = {
            .direct = direct,
            .source = (float *)scratch + (y - first_row) * direct->pitch,
            .weights = p->filter + (f * p->channels + channel) * taps,
            .bias = channel ? NULL : p->bias ? p->bias + f : no_bias,
            .channels = channels,
            .filters = smaller(filters_at_once, group.end_filter - f),
            .output = group.output + (f - group.first_filter) * p->output_plane +
                      y * p->output_row,
        };
        convolve_strip(&strip);
      }
    channel += channels;
  } while (channel < p->channels);
}

/// Bands of which one channel takes at most 64 KB, and channels that take 256 KB together.
static bool plan(struct direct *direct) {
  const struct product *p = direct->product;
  enum { band_floats = 1 << 14, chunk_floats = 1 << 16 };
  if (!layout_make(&direct->columns, &p->columns, p->columns.count)) return false;
  direct->pitch = direct->columns.length;
  direct->band = p->rows.count;
  for (;;) {
    if (!layout_make(&direct->rows, &p->rows, direct->band)) return false;
    direct->plane = direct->rows.length * direct->pitch;
    if (direct->band == 1 || direct->plane <= band_floats) break;
    layout_free(&direct->rows);
    direct->band = (direct->band + 1) / 2;
  }
  direct->bands = quotient_up(p->rows.count, direct->band);
  direct->chunk =
      smaller(larger(1, p->channels), larger(1, chunk_floats / larger(1, direct->plane)));
  ptrdiff_t taps = p->rows.taps * p->columns.taps;
  direct->taps = malloc((size_t)larger(1, taps) * sizeof *direct->taps);
  for (ptrdiff_t t = 0; direct->taps && t < taps; t++)
    direct->taps[t] = direct->rows.starts[t / p->columns.taps] * direct->pitch +
                      direct->columns.starts[t % p->columns.taps];
  return direct->taps;
}

bool convolve_direct(const struct product *p) {
  struct direct direct = {.product = p};
  bool done = plan(&direct) &&
              run_jobs(convolve_band, &direct, p->images * group_count(p) * direct.bands, p->threads,
                       (size_t)(direct.chunk * direct.plane + widest) * sizeof(float));
  layout_free(&direct.rows);
  layout_free(&direct.columns);
  free(direct.taps);
  return done;
}
