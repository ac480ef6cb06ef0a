// Preloaded into the launcher's children: when the launcher is gone, even by kill -9, its channel closes.
// Their own children inherit this preload, but need their channel as it is.
if (process.channel && process.env.LAUNCHER_PID === String(process.ppid)) {
  process.once("disconnect", () => {
    setTimeout(() => process.exit(0), 3000).unref();
    process.kill(process.pid, "SIGTERM");
  });
  process.channel.unref();
}
