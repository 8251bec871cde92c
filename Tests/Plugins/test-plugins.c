// SPDX-License-Identifier: MIT
// Plug-ins of the tests' own, which do one thing each: see test-plugins.ttl.
#include <lv2/atom/util.h>
#include <lv2/core/lv2.h>
#include <lv2/log/log.h>
#include <lv2/midi/midi.h>
#include <lv2/options/options.h>
#include <lv2/patch/patch.h>
#include <lv2/state/state.h>
#include <lv2/time/time.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PREFIX "urn:wavesink:test:"

enum { IN, OUT_LEFT, OUT_RIGHT, LEVEL, LATENCY, MIDI_OUT, PORT_COUNT };

typedef struct {
  void *ports[PORT_COUNT];
  uint32_t midi_event, sequence;
  int kind, note_count;
  float height, answer;
  uint32_t delayed, runs;
  const LV2_Worker_Schedule *schedule;
  const LV2_Log_Log *log;
  LV2_URID_Map *map;
  float memory;
} Plugin;

static const char *const kinds[] = {"impulse", "crash", "hang", "nan", "allocate", "latency", "work", "state", "fixed", "escape", "device", "position", "patch", "bulk", "mortal", 0};
enum { IMPULSE, CRASH, HANG, NOT_A_NUMBER, ALLOCATE, LATE, WORK, STATE, FIXED, ESCAPE, DEVICE, POSITION, PATCH, BULK, MORTAL };

static LV2_Handle instantiate(
    const LV2_Descriptor *descriptor, double rate, const char *bundle, const LV2_Feature *const *features) {
  (void)rate, (void)bundle;
  Plugin *plugin = calloc(1, sizeof(Plugin));
  while (strcmp(descriptor->URI + strlen(PREFIX), kinds[plugin->kind])) plugin->kind++;
  for (; *features; features++) {
    if (!strcmp((*features)->URI, LV2_URID__map)) plugin->map = (*features)->data;
    if (!strcmp((*features)->URI, LV2_WORKER__schedule)) plugin->schedule = (*features)->data;
    if (!strcmp((*features)->URI, LV2_LOG__log)) plugin->log = (*features)->data;
  }
  plugin->midi_event = plugin->map->map(plugin->map->handle, LV2_MIDI__MidiEvent);
  plugin->sequence = plugin->map->map(plugin->map->handle, LV2_ATOM__Sequence);
  if (plugin->log) plugin->log->printf(plugin->log->handle, 0, "begins as %s\n", kinds[plugin->kind]);
  if (plugin->log && plugin->kind == MORTAL) plugin->log->printf(plugin->log->handle, 0, "is process %d\n", getpid());
  return plugin;
}

static void connect_port(LV2_Handle handle, uint32_t port, void *data) { ((Plugin *)handle)->ports[port] = data; }

// Tries what a sandbox forbids; how many of it have worked.
static int escape(void) {
  int done = 0;
  done += kill(getppid(), 0) == 0;
  done += syscall(SYS_tgkill, getppid(), getppid(), 0) == 0;
  done += socket(AF_INET, SOCK_STREAM, 0) >= 0;
  const pid_t child = fork();
  if (child == 0) _exit(0);
  done += child > 0;
  done += execl("/bin/true", "true", (char *)0) == 0;
  done += creat("/tmp/wavesink-escape", 0600) >= 0;
  const struct rlimit limit = {1, 1};
  done += syscall(SYS_prlimit64, getppid(), RLIMIT_NOFILE, &limit, 0) == 0;
  return done;
}

// Tries to open devices: two that every system has, and those of sound; how many of them it has got.
static int open_devices(void) {
  static const char *const devices[] = {"/dev/zero", "/dev/full", "/dev/snd/seq", "/dev/snd/timer", 0};
  int done = 0;
  for (const char *const *device = devices; *device; device++) {
    const int file = open(*device, O_RDWR);
    if (file >= 0) done++, close(file);
  }
  return done;
}

// Memory that this process can write to.
typedef struct {
  uintptr_t begin, end;
} Range;

// All of it whose description has these words; how many ranges that are.
static int find_memory(const char *words, Range *ranges, int limit) {
  FILE *maps = fopen("/proc/self/maps", "r");
  char line[1024], rights[8];
  int count = 0;
  while (maps && count < limit && fgets(line, sizeof line, maps)) {
    Range *range = &ranges[count];
    if (sscanf(line, "%lx-%lx %7s", &range->begin, &range->end, rights) != 3) continue;
    if (rights[0] == 'r' && rights[1] == 'w' && strstr(line, words)) count++;
  }
  if (maps) fclose(maps);
  return count;
}

// Chance over everything that stands there.
static void scribble(const Range *ranges, int count, uint64_t *chance) {
  for (int index = 0; index < count; index++) {
    for (volatile uint64_t *place = (uint64_t *)ranges[index].begin; (uintptr_t)place < ranges[index].end; place++) {
      *chance ^= *chance << 13, *chance ^= *chance >> 7, *chance ^= *chance << 17;
      *place = *chance;
    }
  }
}

// 66 stays for ever; 67 writes over all that is shared with the client, for ever; 68 once, and goes on; 69 writes over the same and then
// over all that is its own, which nobody outlives.
static void die(uint8_t key) {
  Range ranges[512];
  uint64_t chance = 88172645463325252u;
  if (key == 66) for (volatile int forever = 1; forever;) {}
  if (key < 67 || key > 69) return;
  const int count = find_memory("memfd:wavesink", ranges, 512);
  do scribble(ranges, count, &chance);
  while (key == 67);
  if (key == 69) scribble(ranges, find_memory("", ranges, 512), &chance), abort();
}

static void misbehave(Plugin *plugin, uint8_t key) {
  if (plugin->kind == MORTAL) die(key);
  if (key != 66) return;
  // 1 for a sandbox that holds, and more for each thing that it has let through.
  if (plugin->kind == ESCAPE) plugin->height = 1.0f + (float)escape();
  if (plugin->kind == DEVICE) plugin->height = 1.0f + (float)open_devices();
  if (plugin->kind == CRASH) abort();
  if (plugin->kind == HANG) for (volatile int forever = 1; forever;) {}
  if (plugin->kind == NOT_A_NUMBER) plugin->height = NAN;
  if (plugin->kind == ALLOCATE) {
    void *volatile memory = malloc(100);
    free(memory);
  }
}

static double number(const LV2_Atom *atom, LV2_URID_Map *map) {
  if (atom->type == map->map(map->handle, LV2_ATOM__Float)) return ((const LV2_Atom_Float *)atom)->body;
  if (atom->type == map->map(map->handle, LV2_ATOM__Double)) return ((const LV2_Atom_Double *)atom)->body;
  if (atom->type == map->map(map->handle, LV2_ATOM__Int)) return ((const LV2_Atom_Int *)atom)->body;
  if (atom->type == map->map(map->handle, LV2_ATOM__Long)) return (double)((const LV2_Atom_Long *)atom)->body;
  return -1;
}

// What it is told of the transport, as the samples behind its frame: 1, then each number, -1 for what is not told, divided by 2^20, for
// nothing louder comes through. It asks for numbers of words while it runs, which only a test may.
static void tell_position(Plugin *plugin, const LV2_Atom_Event *event, uint32_t frames, float *left) {
  static const char *const words[] = {LV2_TIME__speed, LV2_TIME__frame, LV2_TIME__framesPerSecond, LV2_TIME__bar, LV2_TIME__barBeat,
                                      LV2_TIME__beatUnit, LV2_TIME__beatsPerBar, LV2_TIME__beatsPerMinute};
  LV2_URID_Map *map = plugin->map;
  const LV2_Atom_Object *object = (const LV2_Atom_Object *)&event->body;
  if (object->atom.type != map->map(map->handle, LV2_ATOM__Object)) return;
  if (object->body.otype != map->map(map->handle, LV2_TIME__Position)) return;
  uint32_t frame = (uint32_t)event->time.frames;
  if (frame < frames) left[frame++] = 1;
  for (unsigned word = 0; word < sizeof words / sizeof *words && frame < frames; word++, frame++) {
    left[frame] = -0x1p-20f;
    LV2_ATOM_OBJECT_FOREACH(object, property) {
      if (property->key == map->map(map->handle, words[word])) left[frame] = 0x1p-20f * (float)number(&property->value, map);
    }
  }
}

// Writes patch:Set of a property to a float, as the answer to whoever has set or asked for it.
static void tell_property(Plugin *plugin, LV2_Atom_Sequence *out, uint32_t capacity, int64_t frame, LV2_URID property, float value) {
  LV2_URID_Map *map = plugin->map;
  struct {
    LV2_Atom_Event event;
    LV2_Atom_Object_Body body;
    LV2_Atom_Property_Body first;
    uint32_t property, pad;
    LV2_Atom_Property_Body second;
    float value;
    uint32_t end;
  } message = {
      {{frame}, {sizeof message - sizeof(LV2_Atom_Event), map->map(map->handle, LV2_ATOM__Object)}},
      {0, map->map(map->handle, LV2_PATCH__Set)},
      {map->map(map->handle, LV2_PATCH__property), 0, {4, map->map(map->handle, LV2_ATOM__URID)}},
      property, 0,
      {map->map(map->handle, LV2_PATCH__value), 0, {4, map->map(map->handle, LV2_ATOM__Float)}},
      value, 0};
  lv2_atom_sequence_append_event(out, capacity, &message.event);
}

// A sample at the frame of each patch:Set: the value divided by 2^20, and the number of the type's word on the right: 1 for floats, 2 for
// whole numbers, 3 for yes and no. It answers with half of that, and a patch:Get with 0.25.
static void take_property(
    Plugin *plugin, const LV2_Atom_Event *event, uint32_t frames, float *left, float *right, LV2_Atom_Sequence *out, uint32_t capacity) {
  LV2_URID_Map *map = plugin->map;
  const LV2_Atom_Object *object = (const LV2_Atom_Object *)&event->body;
  if (object->atom.type != map->map(map->handle, LV2_ATOM__Object)) return;
  const LV2_Atom *property = 0, *value = 0;
  lv2_atom_object_get(
      object, map->map(map->handle, LV2_PATCH__property), &property, map->map(map->handle, LV2_PATCH__value), &value, 0);
  if (!property || property->type != map->map(map->handle, LV2_ATOM__URID)) return;
  const LV2_URID uri = ((const LV2_Atom_URID *)property)->body;
  if (object->body.otype == map->map(map->handle, LV2_PATCH__Get)) {
    if (uri == map->map(map->handle, PREFIX "patch#amount")) tell_property(plugin, out, capacity, event->time.frames, uri, 0.25f);
  } else if (object->body.otype == map->map(map->handle, LV2_PATCH__Set) && value && value->type == map->map(map->handle, LV2_ATOM__Path)) {
    // The bytes of a path, the 0 included, as samples of 1/256 from its frame on, if they fit, and their number, divided by 2^20, on the right.
    const uint32_t frame = (uint32_t)event->time.frames;
    const uint8_t *text = (const uint8_t *)(value + 1);
    for (uint32_t index = 0; index < value->size && frame + index < frames; index++) left[frame + index] = text[index] / 256.0f;
    if (frame < frames) right[frame] = 0x1p-20f * (float)value->size;
  } else if (object->body.otype == map->map(map->handle, LV2_PATCH__Set) && value) {
    const double told = value->type == map->map(map->handle, LV2_ATOM__Bool) ? ((const LV2_Atom_Bool *)value)->body : number(value, map);
    const uint32_t frame = (uint32_t)event->time.frames;
    if (frame < frames) left[frame] = 0x1p-20f * (float)told;
    if (frame < frames) {
      right[frame] = value->type == map->map(map->handle, LV2_ATOM__Float) ? 1
                     : value->type == map->map(map->handle, LV2_ATOM__Int) ? 2
                     : value->type == map->map(map->handle, LV2_ATOM__Bool) ? 3 : 0;
    }
    tell_property(plugin, out, capacity, event->time.frames, uri, (float)told / 2);
  }
}

// One sample for each note-on at its frame: velocity / 127 times LEVEL on the left, the number of frames of the block on the right.
static void run(LV2_Handle handle, uint32_t frames) {
  Plugin *plugin = handle;
  float *left = plugin->ports[OUT_LEFT], *right = plugin->ports[OUT_RIGHT];
  memset(left, 0, frames * sizeof(float));
  memset(right, 0, frames * sizeof(float));
  const float level = *(const float *)plugin->ports[LEVEL];
  const LV2_Atom_Sequence *in = plugin->ports[IN];
  LV2_Atom_Sequence *out = plugin->ports[MIDI_OUT];
  const uint32_t capacity = out->atom.size;
  lv2_atom_sequence_clear(out);
  out->atom.type = plugin->sequence;
  plugin->runs++;
  if (plugin->kind == LATE) *(float *)plugin->ports[LATENCY] = 32;
  LV2_ATOM_SEQUENCE_FOREACH(in, event) {
    if (plugin->kind == PATCH) take_property(plugin, event, frames, left, right, out, capacity);
    if (plugin->kind == POSITION) tell_position(plugin, event, frames, left);
    if (event->body.type != plugin->midi_event) continue;
    const uint8_t *bytes = (const uint8_t *)(event + 1);
    lv2_atom_sequence_append_event(out, capacity, event);
    if ((bytes[0] & 0xF0) != 0x90 || !bytes[2]) continue;
    plugin->height = bytes[2] / 127.0f * level;
    misbehave(plugin, bytes[1]);
    if (plugin->kind == WORK) plugin->schedule->schedule_work(plugin->schedule->handle, 3, bytes);
    const uint32_t frame = (uint32_t)event->time.frames + (plugin->kind == LATE ? 32 : 0);
    if (frame < frames) left[frame] += plugin->height, right[frame] = (float)frames;
  }
  if (plugin->answer) left[0] += plugin->answer, plugin->answer = 0;
  if (plugin->kind == STATE || plugin->kind == BULK) left[0] = plugin->memory;
}

static LV2_Worker_Status work(
    LV2_Handle handle, LV2_Worker_Respond_Function respond, LV2_Worker_Respond_Handle to, uint32_t size, const void *data) {
  (void)handle;
  void *volatile memory = malloc(1000);
  free(memory);
  return respond(to, size, data);
}
static LV2_Worker_Status work_response(LV2_Handle handle, uint32_t size, const void *body) {
  if (size == 3) ((Plugin *)handle)->answer = 0.5f;
  return LV2_WORKER_SUCCESS;
}
static LV2_Worker_Status end_run(LV2_Handle handle) { return (void)handle, LV2_WORKER_SUCCESS; }

// A state of 3 MB, or of 60 MB where the level is above 1, of which each byte can be told.
static LV2_State_Status save_bulk(Plugin *plugin, LV2_State_Store_Function store, LV2_State_Handle state) {
  LV2_URID_Map *map = plugin->map;
  const size_t size = *(const float *)plugin->ports[LEVEL] > 1 ? 60000000 : 3000000;
  uint8_t *bytes = malloc(size);
  for (size_t i = 0; i < size; i++) bytes[i] = (uint8_t)(i * 7 + i / 1000);
  const LV2_State_Status status = store(
      state, map->map(map->handle, PREFIX "bulk"), bytes, size, map->map(map->handle, LV2_ATOM__Chunk),
      LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
  free(bytes);
  return status;
}

// Half of full scale where all of it is there.
static void restore_bulk(Plugin *plugin, LV2_State_Retrieve_Function retrieve, LV2_State_Handle state) {
  size_t size = 0;
  uint32_t type = 0, flags = 0;
  const uint8_t *bytes = retrieve(state, plugin->map->map(plugin->map->handle, PREFIX "bulk"), &size, &type, &flags);
  if (!bytes || size != 3000000) return;
  for (size_t i = 0; i < size; i++) if (bytes[i] != (uint8_t)(i * 7 + i / 1000)) return;
  plugin->memory = 0.5f;
}

static LV2_State_Status save(
    LV2_Handle handle, LV2_State_Store_Function store, LV2_State_Handle state, uint32_t flags,
    const LV2_Feature *const *features) {
  (void)flags, (void)features;
  Plugin *plugin = handle;
  if (plugin->kind == BULK) return save_bulk(plugin, store, state);
  LV2_URID_Map *map = plugin->map;
  return store(
      state, map->map(map->handle, PREFIX "memory"), &plugin->memory, sizeof(float),
      map->map(map->handle, LV2_ATOM__Float), LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
}
static LV2_State_Status restore(
    LV2_Handle handle, LV2_State_Retrieve_Function retrieve, LV2_State_Handle state, uint32_t flags,
    const LV2_Feature *const *features) {
  (void)features;
  Plugin *plugin = handle;
  if (plugin->kind == BULK) return restore_bulk(plugin, retrieve, state), LV2_STATE_SUCCESS;
  size_t size = 0;
  uint32_t type = 0;
  const float *memory = retrieve(state, plugin->map->map(plugin->map->handle, PREFIX "memory"), &size, &type, &flags);
  if (memory && size == sizeof(float)) plugin->memory = *memory;
  return LV2_STATE_SUCCESS;
}

static const void *extension_data(const char *uri) {
  static const LV2_Worker_Interface worker = {work, work_response, end_run};
  static const LV2_State_Interface state = {save, restore};
  if (!strcmp(uri, LV2_WORKER__interface)) return &worker;
  if (!strcmp(uri, LV2_STATE__interface)) return &state;
  return 0;
}

static void cleanup(LV2_Handle handle) { free(handle); }

#define DESCRIPTOR(kind) {PREFIX kind, instantiate, connect_port, 0, run, 0, cleanup, extension_data}
const LV2_Descriptor *lv2_descriptor(uint32_t index) {
  static const LV2_Descriptor descriptors[] = {
      DESCRIPTOR("impulse"), DESCRIPTOR("crash"), DESCRIPTOR("hang"), DESCRIPTOR("nan"), DESCRIPTOR("allocate"),
      DESCRIPTOR("latency"), DESCRIPTOR("work"), DESCRIPTOR("state"), DESCRIPTOR("fixed"), DESCRIPTOR("escape"),
      DESCRIPTOR("device"), DESCRIPTOR("position"), DESCRIPTOR("patch"), DESCRIPTOR("bulk"), DESCRIPTOR("mortal")};
  return index < sizeof descriptors / sizeof *descriptors ? &descriptors[index] : 0;
}
