// Preloaded into the launcher's children: when the launcher is gone, even by kill -9, its channel closes.
if (process.channel) {
  process.once("disconnect", () => {
    setTimeout(() => process.exit(0), 3000).unref();
    process.kill(process.pid, "SIGTERM");
  });
  process.channel.unref();
}
