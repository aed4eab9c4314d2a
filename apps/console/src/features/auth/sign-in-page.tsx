import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AuthLayout } from './auth-layout.js';
import { SignInForm } from './sign-in-form.js';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { to } = route.useSearch();
  return (
    <AuthLayout title={t('auth.signIn.title')}>
      {/* Only a path of ours: an address from elsewhere would make this page a springboard. */}
      <SignInForm onDone={() => void navigate({ href: to && /^\/(?![/\\])/.test(to) ? to : '/', replace: true })} />
    </AuthLayout>
  );
}
