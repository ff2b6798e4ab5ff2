#include "CArchives.h"

#include <stdio.h>
#include <zip.h>

static void *fail(zip_error_t *error, char *message, size_t capacity) {
  snprintf(message, capacity, "%s", zip_error_strerror(error));
  return NULL;
}

struct archive *archive_open(const uint8_t *bytes, size_t count, char *message, size_t capacity) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source = zip_source_buffer_create(bytes, count, 0, &error);
  zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
  if (!zip) {
    fail(&error, message, capacity);
    zip_source_free(source);
  }
  zip_error_fini(&error);
  return (struct archive *)zip;
}

void archive_close(struct archive *archive) { zip_discard((zip_t *)archive); }

int64_t archive_count(struct archive *archive) { return zip_get_num_entries((zip_t *)archive, 0); }

const char *archive_name(struct archive *archive, int64_t index) {
  return zip_get_name((zip_t *)archive, index, 0);
}

struct archive_member *archive_open_member(struct archive *archive, int64_t index, char *message,
                                           size_t capacity) {
  zip_t *zip = (zip_t *)archive;
  zip_stat_t stat;
  if (zip_stat_index(zip, index, 0, &stat) != 0)
    return fail(zip_get_error(zip), message, capacity);
  if (!(stat.valid & ZIP_STAT_COMP_METHOD) ||
      (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)) {
    snprintf(message, capacity, "compression method %d is neither stored nor deflated",
             stat.comp_method);
    return NULL;
  }
  zip_file_t *file = zip_fopen_index(zip, index, 0);
  return file ? (struct archive_member *)file : fail(zip_get_error(zip), message, capacity);
}

void archive_close_member(struct archive_member *member) { zip_fclose((zip_file_t *)member); }

int64_t archive_read(struct archive_member *member, uint8_t *bytes, size_t room, char *message,
                     size_t capacity) {
  zip_file_t *file = (zip_file_t *)member;
  int64_t count = zip_fread(file, bytes, room);
  if (count < 0) fail(zip_file_get_error(file), message, capacity);
  return count;
}
