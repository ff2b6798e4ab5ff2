// The cores that this process may use, and how fast they are: the limits no kernel can pass.

#define _GNU_SOURCE
#include <sched.h>

#include "kernels.h"

ptrdiff_t ck_cores(void) {
  cpu_set_t cores;
  if (sched_getaffinity(0, sizeof cores, &cores) != 0) return 1;
  return larger(1, CPU_COUNT(&cores));
}

void ck_keep_cores(ptrdiff_t count) {
  cpu_set_t cores;
  if (sched_getaffinity(0, sizeof cores, &cores) != 0) return;
  for (int i = 0; i < CPU_SETSIZE; i++)
    if (CPU_ISSET(i, &cores) && count-- <= 0) CPU_CLR(i, &cores);
  sched_setaffinity(0, sizeof cores, &cores);
}

struct race {
  struct tile tile;
  ptrdiff_t rounds;
  float *result;
};

static void multiply_add(const void *context, ptrdiff_t job, void *scratch) {
  (void)scratch;
  const struct race *race = context;
  race->result[job] = race->tile.multiply_add(race->rounds);
}

ptrdiff_t ck_multiply_add(ptrdiff_t rounds, ptrdiff_t threads) {
  float result[64];
  threads = smaller(threads, 64);
  struct race race = {best_tile(), rounds, result};
  run_jobs(multiply_add, &race, threads, threads, 0);
  return threads * rounds * race.tile.sums;
}

struct transfer {
  const float *from;
  float *to;
  ptrdiff_t count, passes, shares;
};

VECTORIZED static void copy(const float *restrict from, float *restrict to, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i + wide_count <= count; i += wide_count)
    *(wide *)(to + i) = *(const wide *)(from + i);
}

static void copy_share(const void *context, ptrdiff_t job, void *scratch) {
  (void)scratch;
  const struct transfer *transfer = context;
  ptrdiff_t share = transfer->count / transfer->shares, first = job * share;
  for (ptrdiff_t pass = 0; pass < transfer->passes; pass++)
    copy(transfer->from + first, transfer->to + first, share);
}

void ck_copy(const float *from, float *to, ptrdiff_t count, ptrdiff_t passes, ptrdiff_t threads) {
  struct transfer transfer = {from, to, count, passes, threads};
  run_jobs(copy_share, &transfer, threads, threads, 0);
}
