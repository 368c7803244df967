/** One instance of a branch, in whichever process. */
export interface Instance {
  readonly roomId: string;
  readonly people: number;
  /** False while its process ends: nobody new comes in. */
  readonly isOpen: boolean;
  readonly hasRoom: boolean;
}

/** Which instances someone belongs in; ids of instances that are there no more are passed by. */
export interface Wishes {
  /** Where their body is, or was of late. */
  readonly own: string | undefined;
  /** Where those have their bodies with whom they are in consultation. */
  readonly partners: readonly string[];
  readonly meeting: string | undefined;
  /** Of two in consultation one comes to the other, or they would change places: the customer to the consultant. */
  readonly followsPartner: boolean;
  readonly isInConsultation: boolean;
}

/**
 * Who is in consultation belongs with their partner; then come those who want to meet; then, where they were: a second tab
 * takes over a body, and who was cut off finds it; and everyone else comes where most people are. An instance that closes
 * still takes back the two of a consultation, who finish it there. Answers undefined where another is to be opened.
 */
export function choosePlacement(instances: readonly Instance[], wishes: Wishes): string | undefined {
  const { own, partners, meeting, followsPartner, isInConsultation } = wishes;
  const talking = !isInConsultation ? [] : followsPartner ? [...partners, own] : [own, ...partners];
  const having = instances.filter(({ hasRoom }) => hasRoom);
  const open = having.filter(({ isOpen }) => isOpen);
  const first = (wished: readonly (string | undefined)[], among: readonly Instance[]) =>
    wished.find((roomId) => among.some((instance) => instance.roomId === roomId));
  return (
    first(talking, having) ??
    first([meeting, own], open) ??
    open.toSorted((a, b) => b.people - a.people || (a.roomId < b.roomId ? -1 : 1))[0]?.roomId
  );
}
