/** What was promised, or `otherwise` where it does not come in time. A failure is passed on; one that comes late is nobody's. */
export function within<T, O>(ms: number, promise: PromiseLike<T> | T, otherwise: O): Promise<T | O> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<O>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
