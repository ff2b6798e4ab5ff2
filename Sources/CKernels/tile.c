// A tile of filters × pixels is held in registers while a panel of taps streams by: each weight is
// loaded once for all the tile's pixels, each pixel once for all its filters. The sizes below give
// enough independent sums to cover a multiply-add's latency and few enough for the registers.

#include "kernels.h"

#if defined(__x86_64__)

#define LEVEL(name) name##_v4
#define TARGET __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
#define ROWS 8
#define VECTORS 2
#define WIDTH 16
#include "level.h"

#define LEVEL(name) name##_v3
#define TARGET __attribute__((target("arch=x86-64-v3")))
#define ROWS 4
#define VECTORS 3
#define WIDTH 8
#include "level.h"

#endif

#define LEVEL(name) name##_portable
#define TARGET
#define ROWS 4
#define VECTORS 2
#define WIDTH 4
#include "level.h"

#define TILE(name, rows, vectors, width) \
  (struct tile){width, vectors, add_##name, add_strips_##name, multiply_add_##name, \
                rows * vectors * width}

struct tile best_tile(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("x86-64-v4")) return TILE(v4, 8, 2, 16);
  if (__builtin_cpu_supports("x86-64-v3")) return TILE(v3, 4, 3, 8);
#endif
  return TILE(portable, 4, 2, 4);
}
