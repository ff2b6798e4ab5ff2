// Large dilation puts many taps on padding. Where that saves enough, the output is cut into zones
// whose windows have the same taps on data, and each is a convolution with those alone.

#include <stdatomic.h>
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

enum { most_taps = 16, most_zones = 2 * most_taps + 2 };

/// The zones of both axes by their starts; a job is one of them for a part of the filters.
struct zones {
  const struct product *product;
  ptrdiff_t rows[most_zones], row_count, columns[most_zones], column_count, parts;
  atomic_bool *failed;
};

static ptrdiff_t list_zones(const struct axis *axis, ptrdiff_t *starts) {
  ptrdiff_t count = 0;
  for (ptrdiff_t start = 0; start < axis->count; start += zone_of(axis, start).count)
    starts[count++] = start;
  return count;
}

static void convolve_zone(const void *context, ptrdiff_t job, void *scratch) {
  (void)scratch;
  const struct zones *zones = context;
  const struct product *p = zones->product;
  const ptrdiff_t number = job / zones->parts, part = job % zones->parts;
  const ptrdiff_t share = quotient_up(p->filter_count, zones->parts);
  const ptrdiff_t y = zones->rows[number / zones->column_count];
  const ptrdiff_t x = zones->columns[number % zones->column_count];
  struct axis rows = zone_of(&p->rows, y), columns = zone_of(&p->columns, x);
  struct product zone = *p;
  zone.threads = 1;
  zone.first_filter += part * share;
  zone.filter_count = smaller(share, p->filter_count - part * share);
  if (zone.filter_count <= 0) return;
  ptrdiff_t *row_offsets = move(&rows, y), *column_offsets = move(&columns, x);
  zone.rows = rows;
  zone.columns = columns;
  zone.output += y * p->output_row + x * p->output_column;
  if (!row_offsets || !column_offsets || !convolve_dense(&zone)) *zones->failed = true;
  free(row_offsets);
  free(column_offsets);
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
  const struct axis *rows = &p->rows, *columns = &p->columns;
  if (rows->taps > most_taps || columns->taps > most_taps) return convolve_dense(p);
  const double whole = (double)(rows->taps * columns->taps * widened(rows->count * columns->count));
  const ptrdiff_t weights = p->channels * rows->kernel * columns->kernel;
  // 0 times a weight that is not finite is not 0.
  if (cost(p) > 0.9 * whole ||
      !all_finite(p->filter + p->first_filter * weights, p->filter_count * weights))
    return convolve_dense(p);
  atomic_bool failed = false;
  struct zones zones = {.product = p, .parts = p->threads, .failed = &failed};
  zones.row_count = list_zones(rows, zones.rows);
  zones.column_count = list_zones(columns, zones.columns);
  return run_jobs(convolve_zone, &zones, zones.row_count * zones.column_count * zones.parts,
                  p->threads, 0) &&
         !failed;
}
