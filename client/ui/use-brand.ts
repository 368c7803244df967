import { useEffect } from 'react';
import type { BranchPlan } from '../../shared/branch.ts';

/** Where a branch's logo is; undefined where it has none. */
export function logoUrl({ id, brand }: BranchPlan): string | undefined {
  return brand.logo && `/branch-files/${id}/logo`;
}

/** The bank's name as its sign has it, in a language. */
export function brandName({ brand, signs }: BranchPlan, language: 'en' | 'ru'): string {
  return signs?.brand?.[language] ?? brand.name;
}

/** Dresses the page in the bank's colour, of which `base.css` makes its shades. */
export function useBrand(plan: BranchPlan | undefined): void {
  const primary = plan?.brand.primary;
  useEffect(() => {
    if (!primary) return;
    const { style } = document.documentElement;
    style.setProperty('--brand', primary);
    return () => void style.removeProperty('--brand');
  }, [primary]);
}
