#pragma once

#include "CKernels.h"

// One body, compiled for each level of x86-64 and chosen when the program starts.
#if defined(__x86_64__)
#define VECTORIZED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VECTORIZED
#endif
#define INLINED static inline __attribute__((always_inline))

/// Eight neighbours, wherever they stand; the compiler splits them for narrower registers.
typedef float lanes __attribute__((vector_size(32), aligned(4), may_alias));
typedef int lane_bits __attribute__((vector_size(32), aligned(4), may_alias));
enum { lane_count = 8 };

static inline ptrdiff_t smaller(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }
static inline ptrdiff_t larger(ptrdiff_t a, ptrdiff_t b) { return a > b ? a : b; }
static inline ptrdiff_t quotient_up(ptrdiff_t a, ptrdiff_t b) { return (a + b - 1) / b; }

/// An axis with its taps spelled out: output `i` of `count` reads, with tap `t`, the input element
/// i · stride + offsets[t], or padding outside 0 ..< length. The offsets increase.
struct axis {
  ptrdiff_t length, count, stride, taps;
  const ptrdiff_t *offsets;
};

/// The taps of a window's axis; null when memory is short.
ptrdiff_t *axis_offsets(const struct ck_axis *axis);
struct axis axis_of(const struct ck_axis *axis, const ptrdiff_t *offsets);

/// A convolution whose output elements may stand apart: output (filter f, row y, column x) of an
/// image is at f · output_plane + y · output_row + x · output_column.
struct product {
  ptrdiff_t images, groups, channels, filters, first_filter, filter_count;
  struct axis rows, columns;
  const float *input, *filter, *bias;
  float *output;
  ptrdiff_t output_image, output_plane, output_row, output_column;
  ptrdiff_t threads;
};

/// One group of one image: its input, its chosen filters and their output.
struct group {
  ptrdiff_t first_filter, end_filter;
  const float *input;
  float *output;
};

/// The groups that the chosen filters belong to.
ptrdiff_t group_count(const struct product *product);
/// Group `number` of the images' groups 0 ..< images · group_count.
struct group group_of(const struct product *product, ptrdiff_t number);

bool convolve_product(const struct product *product);
bool convolve_direct(const struct product *product);
bool convolve_dense(const struct product *product);
bool convolve_carefully(const struct product *product);

/// The register tile of the best level the processor has.
struct tile {
  ptrdiff_t pixels;
  /// Adds to sums[filter][0 ..< pixels], filters `sum_step` apart, the weights, filters
  /// `weight_step` apart, times panel[tap][pixel].
  void (*add)(const float *panel, const float *weights, ptrdiff_t weight_step, ptrdiff_t taps,
              float *sums, ptrdiff_t sum_step, ptrdiff_t filters);
};
struct tile best_tile(void);

/// An axis laid out without gaps: after `count` elements for each run are copied one after another,
/// tap t of output i is at starts[t] + i, whatever the stride and dilation were.
struct layout {
  struct run {
    ptrdiff_t slot, count, source;  // slots slot ..< slot + count hold source, source + stride, …
    ptrdiff_t first, end;           // those of them that are inside the input
  } *runs;
  ptrdiff_t run_count, length, *starts;
};

bool layout_make(struct layout *layout, const struct axis *axis, ptrdiff_t count);
void layout_free(struct layout *layout);
/// Lays one input row out, with `padding` where the input has no element.
void layout_row(const struct layout *columns, ptrdiff_t stride, const float *row, float padding,
                float *packed);
void fill_row(float *row, ptrdiff_t count, float value);
/// Puts elements `step` apart.
void put_row(const float *row, ptrdiff_t count, float *output, ptrdiff_t step);

typedef void job_function(const void *context, ptrdiff_t job, void *scratch);

/// Runs the jobs 0 ..< jobs, each once, on at most `threads` threads with `scratch` zeroed bytes
/// each.
bool run_jobs(job_function *run, const void *context, ptrdiff_t jobs, ptrdiff_t threads,
              size_t scratch);
