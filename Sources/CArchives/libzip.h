#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <zip.h>

/// What of libzip is called, without its prefix.
#define LIBZIP_FUNCTIONS(each)                                                                  \
  each(discard) each(error_fini) each(error_init) each(error_strerror) each(fclose)            \
  each(file_get_error) each(fopen_index) each(fread) each(get_error) each(get_name)            \
  each(get_num_entries) each(open_from_source) each(source_buffer_create) each(source_free)    \
  each(stat_index)

struct libzip_functions {
#define LIBZIP_MEMBER(name) __typeof__(zip_##name) *name;
  LIBZIP_FUNCTIONS(LIBZIP_MEMBER)
#undef LIBZIP_MEMBER
};

/// Loads the library, once; leaves a reason in `message` when it cannot be.
///
/// Few sessions open an archive, and with its ciphers libzip would take 1.6 MB of every one.
bool libzip_load(char *message, size_t capacity);

/// The library's functions, once it has been loaded.
const struct libzip_functions *libzip(void);
