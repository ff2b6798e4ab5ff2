// Any convolution, tap by tap, with padding left out rather than multiplied: the way for phases of
// a transposed convolution whose weights are infinite or not a number.

#include "kernels.h"

static float element(const struct product *p, ptrdiff_t image, ptrdiff_t filter, ptrdiff_t y,
                     ptrdiff_t x) {
  const struct axis *rows = &p->rows, *columns = &p->columns;
  const float *weight = p->filter + filter * p->channels * rows->taps * columns->taps;
  ptrdiff_t channel = (image * p->groups + filter / p->filters) * p->channels;
  float sum = p->bias ? p->bias[filter] : 0;
  for (ptrdiff_t c = 0; c < p->channels; c++) {
    const float *plane = p->input + (channel + c) * rows->length * columns->length;
    for (ptrdiff_t i = 0; i < rows->taps; i++)
      for (ptrdiff_t j = 0; j < columns->taps; j++, weight++) {
        ptrdiff_t row = y * rows->stride + rows->offsets[i];
        ptrdiff_t column = x * columns->stride + columns->offsets[j];
        if (row >= 0 && row < rows->length && column >= 0 && column < columns->length)
          sum += *weight * plane[row * columns->length + column];
      }
  }
  return sum;
}

static void careful_row(const void *context, ptrdiff_t job, void *scratch) {
  (void)scratch;
  const struct product *p = context;
  ptrdiff_t y = job % p->rows.count, rest = job / p->rows.count;
  ptrdiff_t filter = p->first_filter + rest % p->filter_count, image = rest / p->filter_count;
  float *row = p->output + image * p->output_image + filter * p->output_plane + y * p->output_row;
  for (ptrdiff_t x = 0; x < p->columns.count; x++)
    row[x * p->output_column] = element(p, image, filter, y, x);
}

bool convolve_carefully(const struct product *product) {
  ptrdiff_t jobs = product->images * product->filter_count * product->rows.count;
  return run_jobs(careful_row, product, jobs, product->threads, 0);
}
