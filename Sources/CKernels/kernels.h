#pragma once

#include "CKernels.h"

// One body, compiled for each level of x86-64 and chosen when the program starts; there is no
// choosing where ThreadSanitizer would be called for it before it is ready.
#if defined(__x86_64__) && !__has_feature(thread_sanitizer)
#define VECTORIZED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VECTORIZED
#endif
#define INLINED static inline __attribute__((always_inline))

/// Sixteen neighbours, wherever they stand; the compiler splits them for narrower registers.
typedef float wide __attribute__((vector_size(64), aligned(4), may_alias));
typedef int wide_bits __attribute__((vector_size(64), aligned(4), may_alias));
enum { wide_count = 16 };

static inline ptrdiff_t smaller(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }
static inline ptrdiff_t larger(ptrdiff_t a, ptrdiff_t b) { return a > b ? a : b; }
static inline ptrdiff_t quotient_up(ptrdiff_t a, ptrdiff_t b) { return (a + b - 1) / b; }
/// Up to a whole number of wide vectors.
static inline ptrdiff_t widened(ptrdiff_t count) {
  return quotient_up(count, wide_count) * wide_count;
}

/// An axis with its taps spelled out: output `i` of `count` reads, with tap `t`, the input element
/// i · stride + offsets[t], or padding outside 0 ..< length. The offsets increase. The taps are
/// those from `first_tap` on of the filters' `kernel`.
struct axis {
  ptrdiff_t length, count, stride, taps;
  const ptrdiff_t *offsets;
  ptrdiff_t first_tap, kernel;
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

bool all_finite(const float *elements, ptrdiff_t count);
bool convolve_product(const struct product *product);
bool convolve_zones(const struct product *product);
bool convolve_direct(const struct product *product);
bool convolve_dense(const struct product *product);
bool convolve_carefully(const struct product *product);

struct strips;

/// The register tile of the best level the processor has: panels of one or `vectors` vectors.
struct tile {
  ptrdiff_t width, vectors;
  /// sums[filter][pixel] += Σ weights[filter][places[tap]] · panel[sources[tap] + pixel], the
  /// filters `weight_step` and `sum_step` apart.
  void (*add)(const float *panel, ptrdiff_t vectors, const float *weights, ptrdiff_t weight_step,
              const ptrdiff_t *sources, const ptrdiff_t *places, ptrdiff_t taps, float *sums,
              ptrdiff_t sum_step, ptrdiff_t filters);
  void (*add_strips)(const struct strips *strips);
  /// Multiplies and adds `rounds` times in each of `sums` places; returns anything.
  float (*multiply_add)(ptrdiff_t rounds);
  ptrdiff_t sums;
};
struct tile best_tile(void);

// Output rows that share what they load, how many vectors of each, and rows of taps.
enum { four = 4, most_vectors = 3, most_bundled = 7 };

/// Rows of outputs of a few filters, straight from the laid out input: tap t of output (y, x) is at
/// source[y · pitch + x + sources[t]].
struct strips {
  const float *source, *weights, *bias;
  const ptrdiff_t *sources;
  ptrdiff_t pitch, taps, weight_step, rows, columns, filters;
  ptrdiff_t row_taps, column_taps;  // side by side, and down
  ptrdiff_t apart, bundles;         // as in the grid; apart 0: nothing is shared
  ptrdiff_t most_taps, full;        // rows of taps in the first `full` bundles; then one less
  float *output;
  ptrdiff_t output_plane, output_row, output_column;
};

/// An axis laid out without gaps: after `count` elements for each run are copied one after another,
/// tap t of output i is at starts[t] + i, whatever the stride and dilation were.
struct layout {
  struct run {
    ptrdiff_t slot, count, source;  // slots slot ..< slot + count hold source, source + stride, …
    ptrdiff_t first, end;           // those of them that are inside the input
  } *runs;
  ptrdiff_t run_count, length, *starts;
};

/// Sets which of the run's slots, first ..< end, are inside the input.
void clip(struct run *run, const struct axis *axis);
bool layout_make(struct layout *layout, const struct axis *axis, ptrdiff_t count);
void layout_free(struct layout *layout);
/// Lays input rows out one after another, with `padding` where the input has no element. Writes up
/// to 15 floats beyond the last row, and reads beyond a row, but not from `end` on.
void layout_rows(const struct layout *columns, ptrdiff_t stride, const float *row,
                 ptrdiff_t row_step, ptrdiff_t rows, const float *end, float padding,
                 float *packed);
void fill_row(float *row, ptrdiff_t count, float value);
/// Puts elements `step` apart.
void put_row(const float *row, ptrdiff_t count, float *output, ptrdiff_t step);

/// The input of a band of output rows, laid out.
struct grid {
  struct layout rows, columns;
  ptrdiff_t pitch, plane;  // the floats of a laid out row, of a laid out channel
  ptrdiff_t band, bands;   // output rows at a time, and how many times
  ptrdiff_t *taps;         // where the taps of the first output are
  // Row t + bundles of the taps reads for one output row what row t does `apart` output rows later;
  // apart is 0 where that does not hold for all t.
  ptrdiff_t apart, bundles;
};

/// Bands of at most `band` rows and, from two rows on, `most` floats a channel.
bool grid_make(struct grid *grid, const struct axis *rows, const struct axis *columns,
               ptrdiff_t band, ptrdiff_t most);
void grid_free(struct grid *grid);
/// Lays out what the outputs first_row, … of the band read of a channel's plane; writes up to 15
/// floats too many.
void grid_fill(const struct grid *grid, const struct axis *rows, const struct axis *columns,
               const float *plane, ptrdiff_t first_row, float padding, float *packed);

typedef void job_function(const void *context, ptrdiff_t job, void *scratch);

/// Runs the jobs 0 ..< jobs, each once, on at most `threads` threads with `scratch` bytes
/// each.
bool run_jobs(job_function *run, const void *context, ptrdiff_t jobs, ptrdiff_t threads,
              size_t scratch);
