#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// What a picture's header says; samples are 8 bits, interleaved, row by row.
struct picture_header {
  int64_t width, height;
  /// 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha.
  int channels;
};

// Each returns false and leaves a reason in `message`, zero-terminated, when it fails.

bool read_png_header(const uint8_t *bytes, size_t count, struct picture_header *header,
                     char *message, size_t capacity);
/// `room` must be width × height × channels of the header.
bool read_png_samples(const uint8_t *bytes, size_t count, uint8_t *samples, size_t room,
                      char *message, size_t capacity);
bool read_jpeg_header(const uint8_t *bytes, size_t count, struct picture_header *header,
                      char *message, size_t capacity);
/// `room` must be width × height × channels of the header; the decoder takes at most `memory` bytes.
bool read_jpeg_samples(const uint8_t *bytes, size_t count, uint8_t *samples, size_t room,
                       long memory, char *message, size_t capacity);

#pragma clang assume_nonnull end
