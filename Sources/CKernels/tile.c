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
#include "tile.h"
#include "strips.h"
#undef LEVEL
#undef TARGET
#undef ROWS
#undef VECTORS
#undef WIDTH

#define LEVEL(name) name##_v3
#define TARGET __attribute__((target("arch=x86-64-v3")))
#define ROWS 4
#define VECTORS 3
#define WIDTH 8
#include "tile.h"
#include "strips.h"
#undef LEVEL
#undef TARGET
#undef ROWS
#undef VECTORS
#undef WIDTH

#endif

#define LEVEL(name) name##_portable
#define TARGET
#define ROWS 4
#define VECTORS 2
#define WIDTH 4
#include "tile.h"
#include "strips.h"
#undef LEVEL
#undef TARGET
#undef ROWS
#undef VECTORS
#undef WIDTH

struct tile best_tile(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("x86-64-v4")) return (struct tile){16, 2, add_v4, add_strips_v4};
  if (__builtin_cpu_supports("x86-64-v3")) return (struct tile){8, 3, add_v3, add_strips_v3};
#endif
  return (struct tile){4, 2, add_portable, add_strips_portable};
}
