// Large dilation puts many taps on padding. Where that saves enough, the output is cut into zones
// whose windows have the same taps on data, and each is a convolution with those alone.

#include <stdlib.h>

#include "kernels.h"

/// The zone of an axis that starts at an output; its taps' offsets are left where they are.
static struct axis zone_of(const struct axis *axis, ptrdiff_t start) {
  struct axis zone = *axis;
  ptrdiff_t end = axis->count;
  while (zone.taps && start * axis->stride + zone.offsets[zone.taps - 1] >= axis->length)
    zone.taps--;
  while (zone.taps && start * axis->stride + zone.offsets[0] < 0) {
    zone.offsets++;
    zone.first_tap++;
    zone.taps--;
  }
  for (ptrdiff_t t = 0; t < axis->taps; t++) {
    ptrdiff_t enters = quotient_up(-axis->offsets[t], axis->stride);
    ptrdiff_t leaves = quotient_up(axis->length - axis->offsets[t], axis->stride);
    if (enters > start) end = smaller(end, enters);
    if (leaves > start) end = smaller(end, leaves);
  }
  zone.count = end - start;
  return zone;
}

/// Moves the offsets to where output `start` is output 0; null when memory is short.
static ptrdiff_t *move(struct axis *zone, ptrdiff_t start) {
  ptrdiff_t *offsets = malloc((size_t)larger(1, zone->taps) * sizeof *offsets);
  for (ptrdiff_t t = 0; offsets && t < zone->taps; t++)
    offsets[t] = zone->offsets[t] + start * zone->stride;
  zone->offsets = offsets;
  return offsets;
}

static bool convolve_zone(const struct product *p, ptrdiff_t y, struct axis rows, ptrdiff_t x,
                          struct axis columns) {
  struct product part = *p;
  ptrdiff_t *row_offsets = move(&rows, y), *column_offsets = move(&columns, x);
  part.rows = rows;
  part.columns = columns;
  part.output += y * p->output_row + x * p->output_column;
  bool done = row_offsets && column_offsets && convolve_dense(&part);
  free(row_offsets);
  free(column_offsets);
  return done;
}

/// The taps of all outputs, zone by zone, in vectors of outputs begun.
static double cost(const struct product *p) {
  double cost = 0;
  struct axis rows, columns;
  for (ptrdiff_t y = 0; y < p->rows.count; y += rows.count) {
    rows = zone_of(&p->rows, y);
    for (ptrdiff_t x = 0; x < p->columns.count; x += columns.count) {
      columns = zone_of(&p->columns, x);
      cost += (double)(rows.taps * columns.taps * widened(rows.count * columns.count));
    }
  }
  return cost;
}

bool convolve_zones(const struct product *p) {
  enum { most_taps = 16 };
  const struct axis *rows = &p->rows, *columns = &p->columns;
  if (rows->taps > most_taps || columns->taps > most_taps) return convolve_dense(p);
  const double whole = (double)(rows->taps * columns->taps * widened(rows->count * columns->count));
  const ptrdiff_t weights = p->channels * rows->kernel * columns->kernel;
  // 0 times a weight that is not finite is not 0.
  if (cost(p) > 0.9 * whole ||
      !all_finite(p->filter + p->first_filter * weights, p->filter_count * weights))
    return convolve_dense(p);
  struct axis row_zone, column_zone;
  for (ptrdiff_t y = 0; y < rows->count; y += row_zone.count) {
    row_zone = zone_of(rows, y);
    for (ptrdiff_t x = 0; x < columns->count; x += column_zone.count) {
      column_zone = zone_of(columns, x);
      if (!convolve_zone(p, y, row_zone, x, column_zone)) return false;
    }
  }
  return true;
}
