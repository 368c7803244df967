import { create } from 'zustand';

/** Whether a panel is before the eyes of whoever wears the headset: what follows their gaze then keeps out of its way. */
export const usePanelOpen = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));
