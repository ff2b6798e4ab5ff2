#define _GNU_SOURCE
#include "CAssets.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const unsigned char comparisons[] = {
#embed "../../Assets/comparisons.txt"
};
static const unsigned char grids[] = {
#embed "../../Assets/grids.txt"
};
static const unsigned char kernels[] = {
#embed "../../Assets/kernels.txt"
};
static const unsigned char astronaut_large[] = {
#embed "../../Assets/photos/astronaut-large.png"
};
static const unsigned char astronaut[] = {
#embed "../../Assets/photos/astronaut.png"
};
static const unsigned char brick[] = {
#embed "../../Assets/photos/brick.png"
};
static const unsigned char camera[] = {
#embed "../../Assets/photos/camera.png"
};
static const unsigned char chelsea[] = {
#embed "../../Assets/photos/chelsea.png"
};
static const unsigned char coffee[] = {
#embed "../../Assets/photos/coffee.png"
};
static const unsigned char coins[] = {
#embed "../../Assets/photos/coins.png"
};
static const unsigned char horse[] = {
#embed "../../Assets/photos/horse.png"
};
static const unsigned char rocket_large[] = {
#embed "../../Assets/photos/rocket-large.jpg"
};
static const unsigned char rocket[] = {
#embed "../../Assets/photos/rocket.png"
};
static const unsigned char text[] = {
#embed "../../Assets/photos/text.png"
};

static const unsigned char pooling_lesson[] = {
#embed "../../Assets/lessons/pooling.txt"
};
static const unsigned char convolution_lesson[] = {
#embed "../../Assets/lessons/convolution.txt"
};
static const unsigned char receptive_field_lesson[] = {
#embed "../../Assets/lessons/receptive-field.txt"
};
static const unsigned char atrous_lesson[] = {
#embed "../../Assets/lessons/atrous.txt"
};
static const unsigned char gridding_lesson[] = {
#embed "../../Assets/lessons/gridding.txt"
};
static const unsigned char sparse_dense_lesson[] = {
#embed "../../Assets/lessons/sparse-dense.txt"
};
static const unsigned char channels_lesson[] = {
#embed "../../Assets/lessons/channels.txt"
};
static const unsigned char depthwise_lesson[] = {
#embed "../../Assets/lessons/depthwise.txt"
};
static const unsigned char separable_lesson[] = {
#embed "../../Assets/lessons/separable.txt"
};
static const unsigned char cost_lesson[] = {
#embed "../../Assets/lessons/cost.txt"
};
static const unsigned char pool_or_convolve_lesson[] = {
#embed "../../Assets/lessons/pool-or-convolve.txt"
};
static const unsigned char rules_lesson[] = {
#embed "../../Assets/lessons/rules.txt"
};

static const struct asset assets[] = {
  {"comparisons.txt", comparisons, sizeof comparisons},
  {"grids.txt", grids, sizeof grids},
  {"kernels.txt", kernels, sizeof kernels},
  {"photos/astronaut-large.png", astronaut_large, sizeof astronaut_large},
  {"photos/astronaut.png", astronaut, sizeof astronaut},
  {"photos/brick.png", brick, sizeof brick},
  {"photos/camera.png", camera, sizeof camera},
  {"photos/chelsea.png", chelsea, sizeof chelsea},
  {"photos/coffee.png", coffee, sizeof coffee},
  {"photos/coins.png", coins, sizeof coins},
  {"photos/horse.png", horse, sizeof horse},
  {"photos/rocket-large.jpg", rocket_large, sizeof rocket_large},
  {"photos/rocket.png", rocket, sizeof rocket},
  {"photos/text.png", text, sizeof text},
  {"lessons/pooling.txt", pooling_lesson, sizeof pooling_lesson},
  {"lessons/convolution.txt", convolution_lesson, sizeof convolution_lesson},
  {"lessons/receptive-field.txt", receptive_field_lesson, sizeof receptive_field_lesson},
  {"lessons/atrous.txt", atrous_lesson, sizeof atrous_lesson},
  {"lessons/gridding.txt", gridding_lesson, sizeof gridding_lesson},
  {"lessons/sparse-dense.txt", sparse_dense_lesson, sizeof sparse_dense_lesson},
  {"lessons/channels.txt", channels_lesson, sizeof channels_lesson},
  {"lessons/depthwise.txt", depthwise_lesson, sizeof depthwise_lesson},
  {"lessons/separable.txt", separable_lesson, sizeof separable_lesson},
  {"lessons/cost.txt", cost_lesson, sizeof cost_lesson},
  {"lessons/pool-or-convolve.txt", pool_or_convolve_lesson, sizeof pool_or_convolve_lesson},
  {"lessons/rules.txt", rules_lesson, sizeof rules_lesson},
};

struct asset asset_named(const char *name) {
  for (size_t i = 0; i < sizeof assets / sizeof *assets; i++)
    if (strcmp(assets[i].name, name) == 0) return assets[i];
  return (struct asset){name, NULL, 0};
}

struct asset asset_at(size_t index) {
  return index < sizeof assets / sizeof *assets ? assets[index] : (struct asset){"", NULL, 0};
}

void asset_forget(struct asset asset) {
  // Whole pages of constants: what else lies on the first and the last may have been written.
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  uintptr_t first = ((uintptr_t)asset.bytes + page - 1) & ~(page - 1);
  uintptr_t end = ((uintptr_t)asset.bytes + asset.count) & ~(page - 1);
  if (first < end) madvise((void *)first, end - first, MADV_DONTNEED);
}
