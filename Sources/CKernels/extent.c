// The span of many elements in one pass at the speed of memory: sixteen partial results side by side,
// which the compiler keeps in one register each.

#include <math.h>

#include "kernels.h"

enum { lane_count = wide_count };

VECTORIZED void ck_extent(const float *elements, ptrdiff_t count, struct ck_span *span) {
  float least[lane_count], most[lane_count];
  int fractions[lane_count];
  for (int lane = 0; lane < lane_count; lane++) {
    least[lane] = span->least;
    most[lane] = span->most;
    fractions[lane] = 0;
  }
  ptrdiff_t whole = count - count % lane_count;
  for (ptrdiff_t i = 0; i < count; i += lane_count)
    for (int lane = 0; lane < (i < whole ? lane_count : (int)(count - whole)); lane++) {
      float element = elements[i + lane];
      bool finite = element - element == 0;
      least[lane] = finite && element < least[lane] ? element : least[lane];
      most[lane] = finite && element > most[lane] ? element : most[lane];
      fractions[lane] |= finite && rintf(element) != element;
    }
  for (int lane = 0; lane < lane_count; lane++) {
    span->least = least[lane] < span->least ? least[lane] : span->least;
    span->most = most[lane] > span->most ? most[lane] : span->most;
    span->whole = span->whole && !fractions[lane];
  }
}
