import { Component, type ReactNode } from 'react';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** A defect of ours must not leave a customer before an empty page. It speaks both languages, because the language may be what failed. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="page" role="alert">
        <h1>Something went wrong on our side</h1>
        <p>Nothing was paid by this. Please reload the page.</p>
        <p lang="ru">Что-то сломалось у нас. Это ничего не оплатило. Обновите страницу.</p>
        <button type="button" className="button button-primary" onClick={() => location.reload()}>
          Reload · Обновить
        </button>
      </main>
    );
  }
}
