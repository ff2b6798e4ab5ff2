#include "CImages.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>

// libjpeg's own handlers print and exit; these leave a message and jump back to read().
struct failure {
  struct jpeg_error_mgr manager;
  jmp_buf origin;
  char text[JMSG_LENGTH_MAX];
};

static _Noreturn void stop(j_common_ptr decoder) {
  struct failure *failure = (struct failure *)decoder->err;
  decoder->err->format_message(decoder, failure->text);
  longjmp(failure->origin, 1);
}

// A negative level is a warning: samples were lost and the decoder would make some up.
static void warn(j_common_ptr decoder, int level) {
  int code = decoder->err->msg_code;
  if (level < 0 && code != JWRN_EXTRANEOUS_DATA && code != JWRN_JFIF_MAJOR) stop(decoder);
}

// A progressive file of a few bytes a scan could keep the decoder busy for hours.
static void watch(j_common_ptr decoder) {
  if (((j_decompress_ptr)decoder)->input_scan_number <= 200) return;
  struct failure *failure = (struct failure *)decoder->err;
  snprintf(failure->text, sizeof failure->text, "more than 200 scans");
  longjmp(failure->origin, 1);
}

struct request {
  const uint8_t *bytes;
  size_t count;
  struct picture_header *header;
  uint8_t *samples; // NULL: the header only
  size_t room;
  long memory;
};

// Returns the reason why not, or NULL. Nothing that must be freed lives outside `decoder`.
static const char *read(struct jpeg_decompress_struct *decoder, const struct request *request) {
  struct picture_header *header = request->header;
  jpeg_mem_src(decoder, request->bytes, request->count);
  jpeg_read_header(decoder, TRUE);
  J_COLOR_SPACE colors = decoder->jpeg_color_space;
  if (colors == JCS_CMYK || colors == JCS_YCCK)
    return "its colours are CMYK; save it as RGB";
  if (colors != JCS_GRAYSCALE && colors != JCS_YCbCr && colors != JCS_RGB)
    return "its colours are neither gray, RGB nor YCbCr";
  header->width = decoder->image_width;
  header->height = decoder->image_height;
  header->channels = colors == JCS_GRAYSCALE ? 1 : 3;
  if (!request->samples) return NULL;

  size_t row = (size_t)header->width * header->channels;
  if (row * header->height != request->room) return "the header has changed";
  decoder->out_color_space = colors == JCS_GRAYSCALE ? JCS_GRAYSCALE : JCS_RGB;
  decoder->dct_method = JDCT_ISLOW;
  decoder->mem->max_memory_to_use = request->memory;
  jpeg_start_decompress(decoder);
  while (decoder->output_scanline < decoder->output_height) {
    JSAMPROW line = request->samples + decoder->output_scanline * row;
    jpeg_read_scanlines(decoder, &line, 1);
  }
  jpeg_finish_decompress(decoder);
  return NULL;
}

static bool run(const struct request *request, char *message, size_t capacity) {
  struct failure failure = {0};
  struct jpeg_decompress_struct decoder = {.err = jpeg_std_error(&failure.manager)};
  struct jpeg_progress_mgr progress = {.progress_monitor = watch};
  failure.manager.error_exit = stop;
  failure.manager.emit_message = warn;
  const char *reason = failure.text;
  if (setjmp(failure.origin) == 0) {
    jpeg_create_decompress(&decoder);
    decoder.progress = &progress;
    reason = read(&decoder, request);
  }
  jpeg_destroy_decompress(&decoder);
  if (reason) snprintf(message, capacity, "%s", reason);
  return !reason;
}

bool read_jpeg_header(const uint8_t *bytes, size_t count, struct picture_header *header,
                         char *message, size_t capacity) {
  return run(&(struct request){bytes, count, header, NULL, 0, 0}, message, capacity);
}

bool read_jpeg_samples(const uint8_t *bytes, size_t count, uint8_t *samples, size_t room,
                       long memory, char *message, size_t capacity) {
  struct picture_header header;
  return run(&(struct request){bytes, count, &header, samples, room, memory}, message, capacity);
}
