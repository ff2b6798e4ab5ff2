// The bodies for one level of the processor, which LEVEL, TARGET, ROWS, VECTORS and WIDTH describe.

#include "tile.h"

#include "strips.h"

#undef LEVEL
#undef TARGET
#undef ROWS
#undef VECTORS
#undef WIDTH
