/** The time, as an argument: rules and services take it so that tests decide what time it is. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
