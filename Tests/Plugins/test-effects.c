// SPDX-License-Identifier: MIT
// Effects of the tests' own, which do one thing each.
#include <lv2/atom/util.h>
#include <lv2/core/lv2.h>
#include <lv2/midi/midi.h>
#include <lv2/urid/urid.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX "urn:wavesink:test:"

enum { IN, IN_LEFT, IN_RIGHT, OUT_LEFT, OUT_RIGHT, GAIN, LATENCY, PORT_COUNT };
enum { DELAY = 32 };

typedef struct {
  void *ports[PORT_COUNT];
  uint32_t midi_event, written;
  int kind, is_broken;
  float past[2][DELAY];
} Effect;

static const char *const kinds[] = {"gain", "late", "fragile", "stuck", "middle", "broken", 0};
enum { PLAIN, LATE, FRAGILE, STUCK, MIDDLE, BROKEN };

static LV2_Handle instantiate(
    const LV2_Descriptor *descriptor, double rate, const char *bundle, const LV2_Feature *const *features) {
  (void)rate, (void)bundle;
  Effect *effect = calloc(1, sizeof(Effect));
  while (strcmp(descriptor->URI + strlen(PREFIX), kinds[effect->kind])) effect->kind++;
  for (; *features; features++) {
    if (strcmp((*features)->URI, LV2_URID__map)) continue;
    LV2_URID_Map *map = (*features)->data;
    effect->midi_event = map->map(map->handle, LV2_MIDI__MidiEvent);
  }
  return effect;
}

static void connect_port(LV2_Handle handle, uint32_t port, void *data) {
  static const uint32_t middle[] = {IN, IN_LEFT, OUT_LEFT, GAIN, LATENCY};
  Effect *effect = handle;
  effect->ports[effect->kind == MIDDLE ? middle[port] : port] = data;
}

// Key 66 is the end of some, and of what is broken by it key 67 is the cure.
static void listen(Effect *effect) {
  const LV2_Atom_Sequence *in = effect->ports[IN];
  LV2_ATOM_SEQUENCE_FOREACH(in, event) {
    const uint8_t *bytes = (const uint8_t *)(event + 1);
    if (event->body.type != effect->midi_event || (bytes[0] & 0xF0) != 0x90) continue;
    if (effect->kind == BROKEN) effect->is_broken = bytes[1] == 66;
    if (bytes[1] != 66) continue;
    if (effect->kind == FRAGILE) abort();
    if (effect->kind == STUCK) for (volatile int forever = 1; forever;) {}
  }
}

// What comes in times GAIN; "late" 32 frames later. "middle" has the left ports alone.
static void run(LV2_Handle handle, uint32_t frames) {
  Effect *effect = handle;
  const float gain = *(const float *)effect->ports[GAIN];
  listen(effect);
  for (int side = 0; side < (effect->kind == MIDDLE ? 1 : 2); side++) {
    const float *in = effect->ports[IN_LEFT + side];
    float *out = effect->ports[OUT_LEFT + side], *past = effect->past[side];
    for (uint32_t frame = 0; frame < frames; frame++) {
      const float now = in[frame];
      const uint32_t place = (effect->written + frame) % DELAY;
      out[frame] = (effect->kind == LATE ? past[place] : now) * gain;
      if (effect->is_broken) out[frame] = NAN;
      past[place] = now;
    }
  }
  effect->written = (effect->written + frames) % DELAY;
  *(float *)effect->ports[LATENCY] = effect->kind == LATE ? DELAY : 0;
}

static void cleanup(LV2_Handle handle) { free(handle); }

#define DESCRIPTOR(kind) {PREFIX kind, instantiate, connect_port, 0, run, 0, cleanup, 0}
const LV2_Descriptor *lv2_descriptor(uint32_t index) {
  static const LV2_Descriptor descriptors[] = {
      DESCRIPTOR("gain"), DESCRIPTOR("late"), DESCRIPTOR("fragile"), DESCRIPTOR("stuck"), DESCRIPTOR("middle"),
      DESCRIPTOR("broken")};
  return index < sizeof descriptors / sizeof *descriptors ? &descriptors[index] : 0;
}
