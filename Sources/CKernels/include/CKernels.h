#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One axis of a sliding window. Output `i` of `first ..< first + count` reads, with tap `t`, the
/// input element i · stride − padding + t · dilation, or padding outside 0 ..< length.
struct ck_axis {
  ptrdiff_t length, kernel, stride, padding, dilation, first, count;
};

/// Filters `first_filter ..< first_filter + filter_count`, counted over all the groups, of a
/// convolution; `channels` and `filters` are those of one group.
struct ck_convolution {
  ptrdiff_t images, groups, channels, filters, first_filter, filter_count;
  struct ck_axis rows, columns;
};

/// The functions below return false when memory is short; the output is undefined then.

/// Input (N, groups · channels, rows.length, columns.length), filter (groups · filters, channels,
/// kH, kW), bias null or one value a filter, output (N, groups · filters, output_height,
/// columns.count), of which the chosen filters' chosen rows are written.
bool ck_convolve(const struct ck_convolution *convolution, const float *input, const float *filter,
                 const float *bias, float *output, ptrdiff_t output_height, ptrdiff_t threads);

/// As above with the filter (groups · channels, filters, kH, kW): input element `j` adds to the
/// outputs j · stride − padding + t · dilation.
bool ck_convolve_transposed(const struct ck_convolution *convolution, const float *input,
                            const float *filter, const float *bias, float *output,
                            ptrdiff_t output_height, ptrdiff_t threads);

/// A window over each of `planes` planes of the input; output (planes, output_height,
/// columns.count), of which the chosen rows are written.
struct ck_pool {
  ptrdiff_t planes, output_height;
  struct ck_axis rows, columns;
};

/// The maximum of the elements under the window.
bool ck_pool_maximum(const struct ck_pool *pool, const float *input, float *output,
                     ptrdiff_t threads);

/// The maximum and its place in the plane, row · width + column, for all rows of the output.
bool ck_pool_places(const struct ck_pool *pool, const float *input, float *output,
                    int64_t *indices, ptrdiff_t threads);

/// The sum under the window over row_divisors[y] · column_divisors[x], y from the first chosen row.
bool ck_pool_average(const struct ck_pool *pool, const float *row_divisors,
                     const float *column_divisors, const float *input, float *output,
                     ptrdiff_t threads);

/// (scale · relu(mean of xᵖ))^(1/p), the mean as in `ck_pool_average`.
bool ck_pool_norm(const struct ck_pool *pool, const float *row_divisors,
                  const float *column_divisors, float power, float scale, const float *input,
                  float *output, ptrdiff_t threads);

/// Bins [start, end) of outputs 0 ..< total, of which first ..< first + count are computed.
struct ck_bins {
  ptrdiff_t length, total, first, count;
  const ptrdiff_t *starts, *ends;
};

/// The maximum of each bin; `indices`, null or as the output, gets the places.
bool ck_bins_maximum(ptrdiff_t planes, const struct ck_bins *rows, const struct ck_bins *columns,
                     const float *input, float *output, int64_t *indices, ptrdiff_t threads);

/// The mean of each bin.
bool ck_bins_average(ptrdiff_t planes, const struct ck_bins *rows, const struct ck_bins *columns,
                     const float *input, float *output, ptrdiff_t threads);

/// The least and the most of some elements, and whether all are whole numbers.
struct ck_span {
  float least, most;
  bool whole;
};

/// Takes more elements into an extent; those that are not finite are left out.
void ck_extent(const float *elements, ptrdiff_t count, struct ck_span *span);

/// The cores this process may use.
ptrdiff_t ck_cores(void);
/// Leaves the first `count` of them to this thread and to those it starts.
void ck_keep_cores(ptrdiff_t count);

/// Makes independent multiply-adds of the widest vectors, nothing else, on at most 64 threads;
/// returns how many.
ptrdiff_t ck_multiply_add(ptrdiff_t rounds, ptrdiff_t threads);
/// Copies `count` floats `passes` times over, each thread a share.
void ck_copy(const float *from, float *to, ptrdiff_t count, ptrdiff_t passes, ptrdiff_t threads);
