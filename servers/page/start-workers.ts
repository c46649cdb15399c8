/** Starts a worker and a service worker from scripts that run a program of this library by themselves. */
export async function startWorkers({ worker, serviceWorker }: { worker: string; serviceWorker: string }): Promise<void> {
  new Worker(worker);
  await navigator.serviceWorker.register(serviceWorker, { scope: serviceWorker });
}
