// The two convolutions in terms of one: output element = bias + Σ weight · input, the taps given by
// their offsets.

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

VECTORIZED bool all_finite(const float *elements, ptrdiff_t count) {
  const unsigned *bits = (const unsigned *)elements, exponent = 0x7f800000;
  unsigned none = 0;
  for (ptrdiff_t i = 0; i < count; i++) none |= (bits[i] & exponent) == exponent;
  return !none;
}

ptrdiff_t group_count(const struct product *p) {
  ptrdiff_t last = p->first_filter + p->filter_count - 1;
  return last / p->filters - p->first_filter / p->filters + 1;
}

struct group group_of(const struct product *p, ptrdiff_t number) {
  ptrdiff_t groups = group_count(p), image = number / groups;
  ptrdiff_t group = p->first_filter / p->filters + number % groups;
  ptrdiff_t first = larger(group * p->filters, p->first_filter);
  return (struct group){
      .first_filter = first,
      .end_filter = smaller((group + 1) * p->filters, p->first_filter + p->filter_count),
      .input = p->input +
               (image * p->groups + group) * p->channels * p->rows.length * p->columns.length,
      .output = p->output + image * p->output_image + first * p->output_plane,
  };
}

bool convolve_product(const struct product *product) {
  if (!product->images || !product->filter_count || !product->rows.count ||
      !product->columns.count)
    return true;
  const ptrdiff_t many = 8;
  return product->filters >= many ? convolve_zones(product) : convolve_direct(product);
}

static struct product product_of(const struct ck_convolution *convolution, const float *input,
                                 const float *bias, float *output, ptrdiff_t output_height,
                                 ptrdiff_t threads) {
  ptrdiff_t width = convolution->columns.first + convolution->columns.count;
  ptrdiff_t plane = output_height * width;
  return (struct product){
      .images = convolution->images,
      .groups = convolution->groups,
      .channels = convolution->channels,
      .filters = convolution->filters,
      .first_filter = convolution->first_filter,
      .filter_count = convolution->filter_count,
      .input = input,
      .bias = bias,
      .output = output,
      .output_image = convolution->groups * convolution->filters * plane,
      .output_plane = plane,
      .output_row = width,
      .output_column = 1,
      .threads = threads,
  };
}

bool ck_convolve(const struct ck_convolution *convolution, const float *input, const float *filter,
                 const float *bias, float *output, ptrdiff_t output_height, ptrdiff_t threads) {
  struct product product =
      product_of(convolution, input, bias, output, output_height, threads);
  ptrdiff_t *rows = axis_offsets(&convolution->rows);
  ptrdiff_t *columns = axis_offsets(&convolution->columns);
  product.filter = filter;
  product.rows = axis_of(&convolution->rows, rows);
  product.columns = axis_of(&convolution->columns, columns);
  product.output += convolution->rows.first * product.output_row;
  bool done = rows && columns && convolve_product(&product);
  free(rows);
  free(columns);
  return done;
}

// Outputs that are `stride` apart read the input as an ordinary convolution of stride 1 does, with
// the taps t for which (output + padding − t · dilation) is a multiple of the stride.

struct phase {
  struct axis axis;
  ptrdiff_t output, *taps, *offsets;
};

static bool phase_make(struct phase *phase, const struct ck_axis *axis, ptrdiff_t output) {
  size_t bytes = (size_t)larger(1, axis->kernel) * sizeof(ptrdiff_t);
  *phase = (struct phase){.output = output, .taps = malloc(bytes), .offsets = malloc(bytes)};
  if (!phase->taps || !phase->offsets) return false;
  ptrdiff_t end = axis->first + axis->count, taps = 0;
  for (ptrdiff_t t = axis->kernel - 1; t >= 0; t--) {
    ptrdiff_t distance = output + axis->padding - t * axis->dilation;
    if (distance % axis->stride) continue;
    phase->taps[taps] = t;
    phase->offsets[taps++] = distance / axis->stride;
  }
  phase->axis = (struct axis){axis->length, quotient_up(end - output, axis->stride), 1, taps,
                              phase->offsets, 0, taps};
  return true;
}

static void phase_free(struct phase *phase) {
  free(phase->taps);
  free(phase->offsets);
}

/// The filter's taps of a phase as (groups · filters, channels, rows, columns), null when memory is
/// short.
static float *phase_filter(const struct ck_convolution *c, const struct phase *rows,
                           const struct phase *columns, const float *filter) {
  ptrdiff_t taps = rows->axis.taps * columns->axis.taps;
  ptrdiff_t kernel = c->rows.kernel * c->columns.kernel;
  float *result = malloc((size_t)larger(1, c->groups * c->filters * c->channels * taps) * 4);
  if (!result) return NULL;
  float *next = result;
  for (ptrdiff_t m = 0; m < c->groups * c->filters; m++)
    for (ptrdiff_t i = 0; i < c->channels; i++) {
      ptrdiff_t channel = m / c->filters * c->channels + i;
      const float *source = filter + (channel * c->filters + m % c->filters) * kernel;
      for (ptrdiff_t y = 0; y < rows->axis.taps; y++)
        for (ptrdiff_t x = 0; x < columns->axis.taps; x++)
          *next++ = source[rows->taps[y] * c->columns.kernel + columns->taps[x]];
    }
  return result;
}

/// The phases of a transposed convolution, each a job of its own.
struct phases {
  const struct ck_convolution *convolution;
  const float *input, *filter, *bias;
  float *output;
  ptrdiff_t output_height, columns, threads;
  bool finite;
  atomic_bool *failed;
};

static void convolve_phase(const void *context, ptrdiff_t job, void *scratch) {
  (void)scratch;
  const struct phases *phases = context;
  const struct ck_convolution *c = phases->convolution;
  const ptrdiff_t row = c->rows.first + job / phases->columns;
  const ptrdiff_t column = c->columns.first + job % phases->columns;
  struct product product = product_of(c, phases->input, phases->bias, phases->output,
                                      phases->output_height, phases->threads);
  struct phase rows, columns = {};
  bool done = phase_make(&rows, &c->rows, row) && phase_make(&columns, &c->columns, column);
  float *weights = done ? phase_filter(c, &rows, &columns, phases->filter) : NULL;
  product.filter = weights;
  product.rows = rows.axis;
  product.columns = columns.axis;
  product.output += row * product.output_row + column;
  product.output_row *= c->rows.stride;
  product.output_column = c->columns.stride;
  if (!weights ||
      !(phases->finite ? convolve_product(&product) : convolve_carefully(&product)))
    *phases->failed = true;
  free(weights);
  phase_free(&rows);
  phase_free(&columns);
}

bool ck_convolve_transposed(const struct ck_convolution *c, const float *input,
                            const float *filter, const float *bias, float *output,
                            ptrdiff_t output_height, ptrdiff_t threads) {
  atomic_bool failed = false;
  const ptrdiff_t rows = smaller(c->rows.count, c->rows.stride);
  const ptrdiff_t columns = smaller(c->columns.count, c->columns.stride);
  // Where there are phases for all threads, each is one thread's.
  const bool apart = rows * columns >= threads;
  struct phases phases = {
      .convolution = c, .input = input, .filter = filter, .bias = bias, .output = output,
      .output_height = output_height, .columns = columns, .threads = apart ? 1 : threads,
      // Where an output's taps end, the phases have padding, which must add nothing.
      .finite = all_finite(
          filter, c->groups * c->channels * c->filters * c->rows.kernel * c->columns.kernel),
      .failed = &failed,
  };
  return run_jobs(convolve_phase, &phases, rows * columns, apart ? threads : 1, 0) && !failed;
}
