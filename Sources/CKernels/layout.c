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
  return (struct axis){axis->length, axis->count, axis->stride, axis->kernel, offsets};
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

/// Slots first ..< end of the run lie inside the input.
static void clip(struct run *run, const struct axis *axis) {
  ptrdiff_t before = run->source < 0 ? quotient_up(-run->source, axis->stride) : 0;
  ptrdiff_t inside = axis->length - run->source;
  ptrdiff_t end = inside > 0 ? quotient_up(inside, axis->stride) : 0;
  run->end = smaller(end, run->count);
  run->first = smaller(before, run->end);
}

bool layout_make(struct layout *layout, const struct axis *axis, ptrdiff_t count) {
  size_t taps = (size_t)larger(1, axis->taps);
  *layout = (struct layout){malloc(taps * sizeof(struct run)), 0, 0, malloc(taps * sizeof(ptrdiff_t))};
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

INLINED void copy(float *restrict to, const float *restrict from, ptrdiff_t count,
                  const ptrdiff_t stride) {
  for (ptrdiff_t i = 0; i < count; i++) to[i] = from[i * stride];
}

VECTORIZED void layout_row(const struct layout *columns, ptrdiff_t stride, const float *row,
                           float padding, float *packed) {
  for (ptrdiff_t r = 0; r < columns->run_count; r++) {
    const struct run *run = &columns->runs[r];
    float *slots = packed + run->slot;
    for (ptrdiff_t i = 0; i < run->first; i++) slots[i] = padding;
    for (ptrdiff_t i = run->end; i < run->count; i++) slots[i] = padding;
    if (run->first == run->end) continue;
    const float *source = row + (run->source + run->first * stride);
    ptrdiff_t count = run->end - run->first;
    if (stride == 1) copy(slots + run->first, source, count, 1);
    else if (stride == 2) copy(slots + run->first, source, count, 2);
    else copy(slots + run->first, source, count, stride);
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
