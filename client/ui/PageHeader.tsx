import type { ReactNode } from 'react';
import './page-header.css';

interface PageHeaderProps {
  readonly title: ReactNode;
  /** Address of the bank's logo; a plain mark where there is none. */
  readonly logo?: string | undefined;
  /** As wide as the window, for a console; otherwise as wide as a page. */
  readonly wide?: boolean;
  readonly children?: ReactNode;
}

/** The bar at the top of a page: the bank's mark and name, and what the page puts beside them. */
export function PageHeader({ title, logo, wide = false, children }: PageHeaderProps) {
  return (
    <header className="page-header" data-wide={wide || undefined}>
      <div className="page-header-row">
        <div className="page-header-brand">
          {logo ? (
            <img className="page-header-logo" src={logo} alt="" />
          ) : (
            <svg className="page-header-mark" viewBox="0 0 32 32" aria-hidden="true">
              <path d="M5 26V14l11-8 11 8v12h-7v-9h-8v9z" fill="#e3c27a" />
            </svg>
          )}
          {title}
        </div>
        {children}
      </div>
    </header>
  );
}
