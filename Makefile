# Annuaire: the only build file. `make help` lists the goals and the knobs.

# Knobs, each with its default: make run PORT=8081 VAR=/tmp/annuaire
PORT          ?= 8080
VAR           ?= var
WORKERS       ?= $(shell expr $$(nproc) + 1)
CACHE_SECONDS ?= 10
DEMO          ?= 1
BUILD         ?= build
PREFIX        ?= /usr/local
DESTDIR       ?=
DEVELOPER     ?=
ASAN          ?=

PROGRAMS  := directory profile activities partners
LANGUAGES := fr nl de en
VERSION   := 0.1.0

ifneq ($(ASAN),)
BUILD     := build/asan
SANITIZE  := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif

MODULES   := talloc libcjson libcmark libutf8proc inih libsodium libmariadb
CC        := gcc
CXX       := g++
CPPFLAGS  := -Icgi-bin -D_GNU_SOURCE -DANNUAIRE_VERSION='"$(VERSION)"' $(shell pkg-config --cflags $(MODULES) 2>/dev/null)
WARNINGS  := -Wall -Wextra
ifneq ($(DEVELOPER),)
WARNINGS  += -Werror -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
             -Wformat=2 -Wvla -Wundef -Wcast-qual -Wduplicated-cond -Wlogical-op -Wnull-dereference
endif
HARDEN    := -fstack-protector-strong -fPIE -D_FORTIFY_SOURCE=2
CFLAGS    := -std=gnu11 -O2 -g $(WARNINGS) $(HARDEN) $(SANITIZE) -include cgi-bin/base/banned.h
CXXFLAGS  := -std=c++17 -O2 -g $(filter-out -Wstrict-prototypes -Wmissing-prototypes -Wlogical-op -Wduplicated-cond -Wcast-qual -Wundef -Wpedantic -Wconversion,$(WARNINGS)) $(HARDEN) $(SANITIZE)
LDFLAGS   := -pie -Wl,-z,relro,-z,now $(SANITIZE)
LIBS      := $(shell pkg-config --libs $(MODULES) 2>/dev/null) -lfcgi -lctemplate_nothreads

LAYERS    := base model text store view web
SOURCES   := $(foreach l,$(LAYERS),$(wildcard cgi-bin/$(l)/*.c cgi-bin/$(l)/*.cc))
OBJECTS   := $(addprefix $(BUILD)/obj/,$(addsuffix .o,$(basename $(SOURCES:cgi-bin/%=%))))
LIBRARY   := $(BUILD)/libannuaire.a
SHARE     := $(BUILD)/share

.PHONY: all
all: $(addprefix $(BUILD)/,$(PROGRAMS) annuaire) share

$(BUILD)/obj/%.o: cgi-bin/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/obj/%.o: cgi-bin/%.cc Makefile
	@mkdir -p $(@D)
	$(CXX) $(CPPFLAGS) $(CXXFLAGS) -MMD -MP -c $< -o $@

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	ar rcs $@ $^

$(addprefix $(BUILD)/,$(PROGRAMS) annuaire): $(BUILD)/%: $(BUILD)/obj/%.o $(LIBRARY)
	$(CXX) $(LDFLAGS) $^ $(LIBS) -o $@

-include $(OBJECTS:.o=.d) $(PROGRAMS:%=$(BUILD)/obj/%.d)
