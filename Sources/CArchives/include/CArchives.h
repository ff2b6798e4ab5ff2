#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// A zip archive in memory, open for reading.
struct archive;
/// A member of one, open for reading.
struct archive_member;

// Each returns null or -1 and leaves a reason in `message`, zero-terminated, when it fails.

/// The bytes must stay where they are until `archive_close`.
struct archive *_Nullable archive_open(const uint8_t *bytes, size_t count, char *message,
                                       size_t capacity);
void archive_close(struct archive *archive);
int64_t archive_count(struct archive *archive);
/// In UTF-8, valid until the archive is closed; null when the archive has no such member.
const char *_Nullable archive_name(struct archive *archive, int64_t index);

/// Only stored and deflated members open: the other methods' decoders take memory as they please.
struct archive_member *_Nullable archive_open_member(struct archive *archive, int64_t index,
                                                     char *message, size_t capacity);
void archive_close_member(struct archive_member *member);
/// Gives the number of bytes put into `room`; 0 at the end, where the checksum has been compared.
int64_t archive_read(struct archive_member *member, uint8_t *bytes, size_t room, char *message,
                     size_t capacity);

#pragma clang assume_nonnull end
