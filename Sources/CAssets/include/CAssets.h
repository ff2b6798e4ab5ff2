#pragma once

#include <stddef.h>

#pragma clang assume_nonnull begin

/// A file of Assets/, compiled into the program.
struct asset {
  const char *name;
  const unsigned char *_Nullable bytes;
  size_t count;
};

/// The file of that path under Assets/; its `bytes` are null when there is none.
struct asset asset_named(const char *name);

/// The files in the order of their list; its `bytes` are null past the last one.
struct asset asset_at(size_t index);

/// Gives back the memory that reading the bytes has taken; they can be read again.
void asset_forget(struct asset asset);

#pragma clang assume_nonnull end
