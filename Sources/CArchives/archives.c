#include "CArchives.h"

#include "libzip.h"

#include <stdio.h>

static void *fail(zip_error_t *error, char *message, size_t capacity) {
  snprintf(message, capacity, "%s", libzip()->error_strerror(error));
  return NULL;
}

struct archive *archive_open(const uint8_t *bytes, size_t count, char *message, size_t capacity) {
  if (!libzip_load(message, capacity)) return NULL;
  zip_error_t error;
  libzip()->error_init(&error);
  zip_source_t *source = libzip()->source_buffer_create(bytes, count, 0, &error);
  zip_t *zip = source ? libzip()->open_from_source(source, ZIP_RDONLY, &error) : NULL;
  if (!zip) {
    fail(&error, message, capacity);
    libzip()->source_free(source);
  }
  libzip()->error_fini(&error);
  return (struct archive *)zip;
}

void archive_close(struct archive *archive) { libzip()->discard((zip_t *)archive); }

int64_t archive_count(struct archive *archive) {
  return libzip()->get_num_entries((zip_t *)archive, 0);
}

const char *archive_name(struct archive *archive, int64_t index) {
  return libzip()->get_name((zip_t *)archive, index, 0);
}

struct archive_member *archive_open_member(struct archive *archive, int64_t index, char *message,
                                           size_t capacity) {
  zip_t *zip = (zip_t *)archive;
  zip_stat_t stat;
  if (libzip()->stat_index(zip, index, 0, &stat) != 0)
    return fail(libzip()->get_error(zip), message, capacity);
  if (!(stat.valid & ZIP_STAT_COMP_METHOD) ||
      (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)) {
    snprintf(message, capacity, "compression method %d is neither stored nor deflated",
             stat.comp_method);
    return NULL;
  }
  zip_file_t *file = libzip()->fopen_index(zip, index, 0);
  return file ? (struct archive_member *)file : fail(libzip()->get_error(zip), message, capacity);
}

void archive_close_member(struct archive_member *member) {
  libzip()->fclose((zip_file_t *)member);
}

int64_t archive_read(struct archive_member *member, uint8_t *bytes, size_t room, char *message,
                     size_t capacity) {
  zip_file_t *file = (zip_file_t *)member;
  int64_t count = libzip()->fread(file, bytes, room);
  if (count < 0) fail(libzip()->file_get_error(file), message, capacity);
  return count;
}
