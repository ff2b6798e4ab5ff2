// Every C shim once, for valgrind: a terminal opened, drawn on and closed; each file given read whole.
#define _GNU_SOURCE
#include "CArchives.h"
#include "CImages.h"
#include "CTerminal.h"

#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void draw_on_terminal(int line) {
  struct terminal_traits traits;
  struct terminal_settings settings = {
      .colours = true, .pointer = true, .paste = true, .synchronised = true};
  if (terminal_probe(line, line, &traits) != terminal_serves) exit(1);
  if (terminal_open(line, line, settings) != terminal_serves) exit(1);
  for (int frame = 0; frame < 20; frame++) {
    struct terminal_cell cells[40];
    for (int i = 0; i < 40; i++)
      cells[i] = (struct terminal_cell){
          .scalar = 'a' + (unsigned)(i + frame) % 26, .ink = i % 16, .ground = frame, .width = 1};
    for (int row = 0; row < 12; row++) terminal_draw(row, cells, 40);
    terminal_refresh();
  }
  terminal_repaint();
  terminal_resume();
  terminal_close();
}

static void read_picture(const uint8_t *bytes, size_t count) {
  struct picture_header header;
  char message[256];
  bool is_png = read_png_header(bytes, count, &header, message, sizeof message);
  if (!is_png && !read_jpeg_header(bytes, count, &header, message, sizeof message)) return;
  size_t room = (size_t)header.width * (size_t)header.height * (size_t)header.channels;
  uint8_t *samples = malloc(room);
  if (is_png) read_png_samples(bytes, count, samples, room, message, sizeof message);
  else read_jpeg_samples(bytes, count, samples, room, 1L << 28, message, sizeof message);
  free(samples);
}

static void read_archive(const uint8_t *bytes, size_t count) {
  char message[256];
  struct archive *archive = archive_open(bytes, count, message, sizeof message);
  if (archive == NULL) return;
  for (int64_t i = 0; i < archive_count(archive); i++) {
    uint8_t room[4096];
    int64_t left = 1000;
    struct archive_member *member = archive_open_member(archive, i, message, sizeof message);
    if (member == NULL) continue;
    while (left-- > 0 && archive_read(member, room, sizeof room, message, sizeof message) > 0) {}
    archive_close_member(member);
  }
  archive_close(archive);
}

static void read_file(const char *path) {
  static uint8_t bytes[1 << 22];
  FILE *file = fopen(path, "rb");
  if (file == NULL) exit(1);
  size_t count = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  // Whole, and cut short.
  for (size_t part = 1; part <= 4; part++) {
    read_picture(bytes, count * part / 4);
    read_archive(bytes, count * part / 4);
  }
}

int main(int count, char **paths) {
  int end, line;
  struct winsize size = {.ws_col = 80, .ws_row = 24};
  if (openpty(&end, &line, NULL, NULL, &size) != 0) return 1;
  if (fork() == 0) {
    char bytes[4096];
    close(line);
    while (read(end, bytes, sizeof bytes) > 0) {}
    _exit(0);
  }
  close(end);
  draw_on_terminal(line);
  for (int i = 1; i < count; i++) read_file(paths[i]);
  return 0;
}
