// Taps that differ by a multiple of the stride read the same elements, shifted: output i of tap t
// reads what output i + (difference / stride) of the other does. So an axis is copied into one run
// for each remainder that the taps' offsets leave, the stride's gaps dropped and padding written
// out; a window of any stride and dilation then is one of stride 1 without padding.

#include "kernels.h"

#include <stdlib.h>
#include <string.h>

ptrdiff_t *axis_offsets(const struct ck_axis *axis) {
  ptrdiff_t *offsets = malloc((size_t)larger(1, axis->kernel) * sizeof *offsets);
  for (ptrdiff_t t = 0; offsets && t < axis->kernel; t++)
    offsets[t] = axis->first * axis->stride - axis->padding + t * axis->dilation;
  return offsets;
}

struct axis axis_of(const struct ck_axis *axis, const ptrdiff_t *offsets) {
  return (struct axis){axis->length, axis->count, axis->stride, axis->kernel, offsets, 0,
                       axis->kernel};
}

/// The run that tap t can lengthen: one of its remainder that ends less than `count` before it.
static struct run *run_of(const struct layout *layout, const struct axis *axis, ptrdiff_t t,
                          ptrdiff_t count) {
  for (ptrdiff_t r = layout->run_count - 1; r >= 0 && layout->run_count - r <= axis->stride; r--) {
    struct run *run = &layout->runs[r];
    ptrdiff_t distance = axis->offsets[t] - run->source;
    if (distance % axis->stride == 0)
      return distance / axis->stride <= run->count && count > 0 ? run : NULL;
  }
  return NULL;
}

void clip(struct run *run, const struct axis *axis) {
  ptrdiff_t before = run->source < 0 ? quotient_up(-run->source, axis->stride) : 0;
  ptrdiff_t inside = axis->length - run->source;
  ptrdiff_t end = inside > 0 ? quotient_up(inside, axis->stride) : 0;
  run->end = smaller(end, run->count);
  run->first = smaller(before, run->end);
}

bool layout_make(struct layout *layout, const struct axis *axis, ptrdiff_t count) {
  size_t taps = (size_t)larger(1, axis->taps);
  *layout = (struct layout){.runs = malloc(taps * sizeof(struct run)),
                            .starts = malloc(taps * sizeof(ptrdiff_t))};
  ptrdiff_t *members = malloc(taps * sizeof *members);
  if (!layout->runs || !layout->starts || !members) {
    free(members);
    layout_free(layout);
    return false;
  }
  for (ptrdiff_t t = 0; t < axis->taps; t++) {
    struct run *run = run_of(layout, axis, t, count);
    if (!run) {
      run = &layout->runs[layout->run_count++];
      *run = (struct run){.source = axis->offsets[t]};
    }
    layout->starts[t] = (axis->offsets[t] - run->source) / axis->stride;
    run->count = layout->starts[t] + count;
    members[t] = run - layout->runs;
  }
  for (ptrdiff_t r = 0; r < layout->run_count; r++) {
    struct run *run = &layout->runs[r];
    run->slot = layout->length;
    layout->length += run->count;
    clip(run, axis);
  }
  for (ptrdiff_t t = 0; t < axis->taps; t++) layout->starts[t] += layout->runs[members[t]].slot;
  free(members);
  return true;
}

void layout_free(struct layout *layout) {
  free(layout->runs);
  free(layout->starts);
}

/// Copies elements `stride` apart; with `over`, whole vectors that read and write beyond the last.
INLINED void copy(float *restrict to, const float *restrict from, ptrdiff_t count,
                  const ptrdiff_t stride, const bool over) {
  if (!over || stride > 2)
    for (ptrdiff_t i = 0; i < count; i++) to[i] = from[i * stride];
  else if (stride == 2)
    for (ptrdiff_t i = 0; i < count; i += wide_count) {
      const float *pairs = from + 2 * i;
      wide first = *(const wide *)pairs, second = *(const wide *)(pairs + wide_count);
      *(wide *)(to + i) = __builtin_shufflevector(first, second, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18,
                                                  20, 22, 24, 26, 28, 30);
    }
  else
    for (ptrdiff_t i = 0; i < count; i += wide_count)
      *(wide *)(to + i) = *(const wide *)(from + i);
}

/// Fills whole vectors, up to 15 floats too many.
INLINED void fill_over(float *slots, ptrdiff_t count, float value) {
  for (ptrdiff_t i = 0; i < count; i += wide_count) *(wide *)(slots + i) = value - (wide){};
}

// What a run writes too much is where the next run or row then is.
INLINED void lay_row(const struct layout *columns, const ptrdiff_t stride, const float *row,
                     const float *end, float padding, float *packed) {
  for (ptrdiff_t r = 0; r < columns->run_count; r++) {
    const struct run *run = &columns->runs[r];
    float *slots = packed + run->slot;
    const float *source = row + (run->source + run->first * stride);
    ptrdiff_t count = run->end - run->first;
    fill_over(slots, run->first, padding);
    if (count > 0 && end - source >= (count + wide_count) * stride)
      copy(slots + run->first, source, count, stride, true);
    else
      copy(slots + run->first, source, count, stride, false);
    fill_over(slots + run->end, run->count - run->end, padding);
  }
}

VECTORIZED void layout_rows(const struct layout *columns, ptrdiff_t stride, const float *row,
                            ptrdiff_t row_step, ptrdiff_t rows, const float *end, float padding,
                            float *packed) {
  for (; rows > 0; rows--, row += row_step, packed += columns->length)
    switch (stride) {
      case 1: lay_row(columns, 1, row, end, padding, packed); break;
      case 2: lay_row(columns, 2, row, end, padding, packed); break;
      default: lay_row(columns, stride, row, end, padding, packed);
    }
}

VECTORIZED void fill_row(float *row, ptrdiff_t count, float value) {
  for (ptrdiff_t i = 0; i < count; i++) row[i] = value;
}

VECTORIZED void put_row(const float *restrict row, ptrdiff_t count, float *restrict output,
                        ptrdiff_t step) {
  if (step == 1)
    for (ptrdiff_t i = 0; i < count; i++) output[i] = row[i];
  else
    for (ptrdiff_t i = 0; i < count; i++) output[i * step] = row[i];
}
