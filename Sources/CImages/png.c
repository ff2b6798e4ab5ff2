#include "CImages.h"

#include <png.h>
#include <stdio.h>
#include <string.h>

static bool fail(const char *reason, char *message, size_t capacity) {
  snprintf(message, capacity, "%s", reason);
  return false;
}

// libpng's simplified reader stops at the last row; a file cut behind it would pass.
static bool is_whole(const uint8_t *bytes, size_t count) {
  size_t at = 8;
  while (at <= count && count - at >= 12) {
    const uint8_t *b = bytes + at;
    size_t length = (size_t)b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3];
    if (length > count - at - 12) return false;
    if (memcmp(b + 4, "IEND", 4) == 0) return true;
    at += length + 12;
  }
  return false;
}

static bool begin(png_image *image, const uint8_t *bytes, size_t count, char *message,
                  size_t capacity) {
  *image = (png_image){.version = PNG_IMAGE_VERSION};
  if (!png_image_begin_read_from_memory(image, bytes, count))
    return fail(image->message, message, capacity);
  // Alpha is asked for and left to the caller, so that libpng composes nothing.
  image->format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA;
  // 16-bit samples are taken as 8-bit ones are, not as linear light.
  image->flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
  return true;
}

bool read_png_header(const uint8_t *bytes, size_t count, struct picture_header *header,
                     char *message, size_t capacity) {
  png_image image;
  if (!begin(&image, bytes, count, message, capacity)) return false;
  header->width = image.width;
  header->height = image.height;
  header->channels = PNG_IMAGE_PIXEL_CHANNELS(image.format);
  png_image_free(&image);
  if (!is_whole(bytes, count))
    return fail("the file ends before its IEND chunk", message, capacity);
  return true;
}

bool read_png_samples(const uint8_t *bytes, size_t count, uint8_t *samples, size_t room,
                      char *message, size_t capacity) {
  png_image image;
  if (!begin(&image, bytes, count, message, capacity)) return false;
  size_t need = (size_t)image.width * image.height * PNG_IMAGE_PIXEL_CHANNELS(image.format);
  if (need != room) {
    png_image_free(&image);
    return fail("the header has changed", message, capacity);
  }
  if (!png_image_finish_read(&image, NULL, samples, 0, NULL))
    return fail(image.message, message, capacity);
  return true;
}
