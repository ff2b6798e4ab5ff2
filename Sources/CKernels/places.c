// The maximum and its place, window by window.

#include <math.h>
#include <stdlib.h>

#include "kernels.h"

struct places {
  struct axis rows, columns;
  const float *input;
  float *output;
  int64_t *indices;
};

static ptrdiff_t coordinate(const struct axis *axis, ptrdiff_t output, ptrdiff_t tap) {
  return output * axis->stride + axis->offsets[tap];
}

/// The first tap that is not before the input, as PyTorch's loop finds it; the last when all are.
static ptrdiff_t first_tap(const struct axis *axis, ptrdiff_t output) {
  ptrdiff_t t = 0;
  while (t < axis->taps - 1 && coordinate(axis, output, t) < 0) t++;
  return t;
}

/// Looks through one window: the first maximum and the last NaN stay.
static void look(const struct places *places, const float *plane, ptrdiff_t y, ptrdiff_t x,
                 float *best, int64_t *index) {
  const struct axis *rows = &places->rows, *columns = &places->columns;
  const ptrdiff_t top = first_tap(rows, y), left = first_tap(columns, x);
  *best = -INFINITY;
  *index = coordinate(rows, y, top) * columns->length + coordinate(columns, x, left);
  for (ptrdiff_t i = top; i < rows->taps; i++)
    for (ptrdiff_t j = left; j < columns->taps; j++) {
      ptrdiff_t row = coordinate(rows, y, i), column = coordinate(columns, x, j);
      if (row < 0 || row >= rows->length || column < 0 || column >= columns->length) continue;
      float value = plane[row * columns->length + column];
      if (!(value > *best) && value == value) continue;
      *best = value;
      *index = row * columns->length + column;
    }
}

static void find_row(const void *context, ptrdiff_t job, void *scratch) {
  (void)scratch;
  const struct places *places = context;
  const struct axis *rows = &places->rows, *columns = &places->columns;
  ptrdiff_t plane = job / rows->count, y = job % rows->count, place = job * columns->count;
  for (ptrdiff_t x = 0; x < columns->count; x++, place++)
    look(places, places->input + plane * rows->length * columns->length, y, x,
         &places->output[place], &places->indices[place]);
}

bool ck_pool_places(const struct ck_pool *window, const float *input, float *output,
                    int64_t *indices, ptrdiff_t threads) {
  ptrdiff_t *rows = axis_offsets(&window->rows), *columns = axis_offsets(&window->columns);
  struct places places = {.rows = axis_of(&window->rows, rows),
                          .columns = axis_of(&window->columns, columns),
                          .input = input,
                          .output = output,
                          .indices = indices};
  bool done = rows && columns &&
              run_jobs(find_row, &places, window->planes * places.rows.count, threads, 0);
  free(rows);
  free(columns);
  return done;
}
