"""The embedded store: a local server, started when needed, shared by all processes, gone with the last of them.

Three kinds of processes and three locked files in FOLDER/server keep it so; the kernel frees a lock when its holder
dies, so nothing depends on an orderly end.

- A client holds `clients.lock` shared while its store is open. Under `start.lock` it looks whether `alive.lock` is
  held; if not, it starts a supervisor. Then it reads `server.json`, which tells the ports.
- The supervisor holds `alive.lock`, starts the server, writes `server.json` once it listens, starts it again when it
  dies, and tries for `clients.lock` ten times a second. When it has that alone, it stops the server and goes.
- The server (java) inherits `alive.lock`, so that nobody starts another beside one that is left over, and is ended by
  the kernel when the supervisor is killed.

Writers take turns through `write.lock`; the server itself would let them collide.
"""
